import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Secrets of service connectors")
struct ConnectorSecretTests {
    static let secrets = [
        "PLANTED-token-1", "PLANTED-password-2", "PLANTED-key-3", "PLANTED-session-4", "PLANTED-kept-5",
    ]

    @Test("are in no database, log, listing, description and error")
    func nowhere() async throws {
        try await withScratchFolder { folder in
            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment = ["APUS_LOG_LEVEL": "trace", "HOME": folder.string]
            let port = try FreePort.take()
            let kubeconfig = """
                {"clusters": [{"name": "c", "cluster": {"server": "https://127.0.0.1:\(port)"}}],
                 "current-context": "x", "users": [{"name": "u", "user": {"token": "\(Self.secrets[4])"}}],
                 "contexts": [{"name": "x", "context": {"cluster": "c", "user": "u"}}]}
                """
            try Data(kubeconfig.utf8).write(to: URL(filePath: folder.appending("kubeconfig").string))
            for (name, secret) in zip(["token", "password", "key", "session"], Self.secrets) {
                try Data("\(secret)\n".utf8).write(to: URL(filePath: folder.appending(name).string))
            }
            let server = "https://127.0.0.1:\(port)"
            let registrations = [
                "a --type kubernetes --auth-method token --server=\(server) --token=@\(folder)/token",
                "b --type kubernetes --auth-method password --server=\(server) --username=u --password=@\(folder)/password",
                "c --type kubernetes --auth-method kubeconfig-context --kubeconfig=\(folder)/kubeconfig --store",
                "d --type docker-registry --auth-method password --registry=127.0.0.1:\(port) --username=u --password=@\(folder)/password",
                "e --type docker-registry --auth-method token --registry=127.0.0.1:\(port) --token=@\(folder)/token",
                "f --type s3-bucket --auth-method session-token --endpoint-url=http://127.0.0.1:\(port)"
                    + " --access-key-id=@\(folder)/key --secret-access-key=@\(folder)/password --session-token=@\(folder)/session",
            ]
            var outcomes: [Terminal.Outcome] = []
            for line in registrations {
                let refused = try await terminal.run("apus service-connector register \(line)")
                #expect(refused.status != 0, "\(refused)")
                let stored = try await terminal.run("apus service-connector register \(line) --no-verify")
                #expect(stored.status == 0, "\(stored)")
                outcomes += [refused, stored]
            }
            for name in ["a", "b", "c", "d", "e", "f"] {
                for command in [
                    "describe \(name)", "describe \(name) -o json", "verify \(name)", "verify \(name) -o json",
                    "update \(name) --description new", "update \(name) --bogus=1",
                ] {
                    outcomes.append(try await terminal.run("apus service-connector \(command)"))
                }
            }
            for command in ["list", "list -o json", "list -o yaml", "list-resources", "list-resources -o json"] {
                outcomes.append(try await terminal.run("apus service-connector \(command)"))
            }
            for outcome in outcomes {
                for secret in Self.secrets where outcome.output.contains(secret) || outcome.talk.contains(secret) {
                    Issue.record("'\(outcome.command)' shows \(secret): \(outcome)")
                }
            }
            try expectNone(in: terminal.home)
        }
    }

    private func expectNone(in home: FilePath) throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: home.string)
        #expect(names.contains { $0.hasSuffix(".db") || $0.hasSuffix(".sqlite") }, "\(names)")
        for name in names {
            guard let data = FileManager.default.contents(atPath: home.pushing(FilePath(name)).string) else { continue }
            let text = String(decoding: data, as: UTF8.self)
            for secret in Self.secrets {
                let encoded = String(Data(secret.utf8).base64EncodedString().prefix(16))
                #expect(!text.contains(secret) && !text.contains(encoded), "\(name) has \(secret)")
            }
        }
    }
}
