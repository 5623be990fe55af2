import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("A person at a terminal")
struct DialogTests {
    private func withTerminal(_ body: (Terminal, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
            try Data(certificate.utf8).write(to: URL(filePath: folder.appending("certificate").string))
            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment = ["HOME": folder.string]
            try await body(terminal, folder)
        }
    }

    @Test(
        "is asked for type, method and what that requires, and may misspell",
        arguments: [
            (type: "kubernetes", method: "token", answers: ["https://127.0.0.1:9", "t"], secrets: ["token"]),
            ("kubernetes", "password", ["https://127.0.0.1:9", "jane", "p"], ["password"]),
            (
                "kubernetes", "client-certificate", ["https://127.0.0.1:9", "@certificate", "@certificate"],
                ["client_certificate", "client_key"]
            ),
            ("docker-registry", "password", ["127.0.0.1:9", "jane", "p"], ["password"]),
            ("docker-registry", "token", ["127.0.0.1:9", "t"], ["token"]),
            ("s3-bucket", "secret-key", ["a", "b"], ["access_key_id", "secret_access_key"]),
            ("s3-bucket", "session-token", ["a", "b", "c"], ["access_key_id", "secret_access_key", "session_token"]),
        ] as [(type: String, method: String, answers: [String], secrets: [String])])
    func registration(of kind: (type: String, method: String, answers: [String], secrets: [String])) async throws {
        try await withTerminal { terminal, folder in
            let answers = kind.answers.map { $0.replacing("@", with: "@\(folder)/") }
            let talk = try await terminal.converse(
                "apus service-connector register asked -i --no-verify --quiet",
                answers: [kind.type, "\(kind.method)s", kind.method] + answers)
            #expect(talk.status == 0, "\(talk)")
            #expect(talk.output.contains("did you mean '\(kind.method)'?"), "\(talk)")
            let described = try await terminal.run("apus service-connector describe asked -o json").json()
            #expect(described["authMethod"] == .string(kind.method), "\(described)")
            #expect(described["secretOptions"] == .array(kind.secrets.map { .string($0) }), "\(described)")
        }
    }

    @Test("is asked before something is deleted, where no --yes was given, and may say no")
    func confirmation() async throws {
        try await withTerminal { terminal, _ in
            let made = [
                ("orchestrator register o --flavor local", "orchestrator delete o"),
                ("stack register s -o default -a default", "stack delete s"),
                ("secret create x --token=t", "secret delete x"),
                (
                    "service-connector register c -t docker-registry -a token --registry=h --token=t --no-verify",
                    "service-connector delete c"
                ),
            ]
            for (registration, deletion) in made {
                try await terminal.must("apus \(registration)")
                for answer in ["n", "", "whatever"] {
                    let refused = try await terminal.converse("apus \(deletion)", answers: [answer])
                    #expect(refused.status == 130 && refused.output.contains("Nothing is done."), "\(refused)")
                }
                let agreed = try await terminal.converse("apus \(deletion)", answers: ["y"])
                #expect(agreed.status == 0 && agreed.output.contains("[y/N]"), "\(agreed)")
                try await terminal.must("apus \(registration)")
                let unasked = try await terminal.converse("apus \(deletion) -y", answers: [])
                #expect(unasked.status == 0 && !unasked.output.contains("[y/N]"), "\(unasked)")
            }
        }
    }

    @Test("answers the credential program of a kubeconfig, which is kept from reading where there is no terminal")
    func credentialProgram() async throws {
        try await withTerminal { terminal, folder in
            let program = """
                #!/bin/sh
                read -r word && echo "$word" >'\(folder)/typed'
                echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t"}}'
                """
            try Data(program.utf8).write(to: URL(filePath: folder.appending("program").string))
            let kubeconfig = """
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:9"}}]
                users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: sh,
                  args: ["\(folder)/program"], interactiveMode: Always}}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                """
            let file = folder.appending("kubeconfig")
            try Data(kubeconfig.utf8).write(to: URL(filePath: file.string))
            try await terminal.must(
                "apus service-connector register c -t kubernetes -a kubeconfig-context --context=x"
                    + " --kubeconfig=\(file) --no-verify")
            let unattended = try await terminal.run("apus service-connector verify c", input: "word\n")
            #expect(unattended.status != 0 && unattended.talk.contains("terminal"), "\(unattended)")
            #expect(FileManager.default.contents(atPath: folder.appending("typed").string) == nil)
            let attended = try await terminal.converse("apus service-connector verify c", answers: ["word"])
            #expect(attended.status == 5 && attended.output.contains("cannot be reached"), "\(attended)")
            #expect(FileManager.default.contents(atPath: folder.appending("typed").string) == Data("word\n".utf8))
        }
    }
}
