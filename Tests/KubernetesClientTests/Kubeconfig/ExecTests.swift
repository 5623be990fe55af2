import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesKubeconfig
import SystemPackage
import Testing

@Suite("Credential programs")
struct ExecTests {
    static func script(_ lines: String, in folder: FilePath) throws -> FilePath {
        let path = folder.appending("bin/issue")
        try writeProgram("#!/bin/sh\n\(lines)\n", to: path)
        return path
    }

    static func user(_ command: String, _ more: String = "", version: String = "v1") -> [String] {
        ["exec: {command: \(command), apiVersion: client.authentication.k8s.io/\(version)\(more)}"]
    }

    static func credential(_ status: String, version: String = "v1") -> String {
        #"{"apiVersion": "client.authentication.k8s.io/\#(version)", "kind": "ExecCredential", "status": \#(status)}"#
    }

    @Test("a program beside the kubeconfig issues a token, for both versions", arguments: ["v1", "v1beta1"])
    func token(version: String) async throws {
        try await withScratchFolder { folder in
            let status = #"{"token": "'$1$SECRET'", "expirationTimestamp": "2035-01-02T03:04:05Z"}"#
            _ = try Self.script("echo '\(Self.credential(status, version: version))'", in: folder)
            let more = ", args: [a], env: [{name: SECRET, value: b}]"
            try write(
                KubeconfigTests.one(user: Self.user("./bin/issue", more, version: version)),
                to: folder.appending("config"))
            let access = try Kubeconfig.load(file: folder.appending("config")).access()
            let issued = try await access.resourceAccess()
            #expect(issued.secrets["token"] == "ab")
            #expect(issued.expiresAt == Timestamp.date("2035-01-02T03:04:05Z"))
        }
    }

    @Test("a program issues a certificate")
    func certificate() async throws {
        try await withScratchFolder { folder in
            let status = #"{"clientCertificateData": "cert", "clientKeyData": "key"}"#
            let program = try Self.script("echo '\(Self.credential(status))'", in: folder)
            let access = try ClusterAccess(server: "https://h")
            let issued = try await ExecCommand(command: program.string).issue(for: access)
            #expect(issued == IssuedCredential(token: nil, identity: ClientIdentity(certificate: "cert", key: "key")))
        }
    }

    @Test("the program is told about the cluster only if it wants to be", arguments: [true, false])
    func info(wanted: Bool) async throws {
        try await withScratchFolder { folder in
            let told = folder.appending("told")
            let program = try Self.script(
                "echo \"$KUBERNETES_EXEC_INFO\" > \(told); echo '\(Self.credential(#"{"token": "t"}"#))'", in: folder)
            let access = try ClusterAccess(server: "https://h:1", authority: .pem(KubeconfigTests.certificate))
            _ = try await ExecCommand(command: program.string, providesClusterInfo: wanted).issue(for: access)
            let info = try CanonicalJSON.decode(
                JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: told.string)))
            #expect(info["kind"] == "ExecCredential" && info["apiVersion"] == "client.authentication.k8s.io/v1")
            #expect(info["spec"]?["interactive"] == false)
            let cluster: JSONValue? = [
                "server": "https://h:1",
                "certificate-authority-data": .string(KubeconfigTests.base64(KubeconfigTests.certificate)),
            ]
            #expect(info["spec"]?["cluster"] == (wanted ? cluster : Optional.none))
        }
    }

    @Test("a client runs the program once for many requests, and again after its credential is refused")
    func cached() async throws {
        try await withScratchFolder { folder in
            let runs = folder.appending("runs")
            let program = try Self.script(
                "echo x >> \(runs); echo '\(Self.credential(#"{"token": "t"}"#))'", in: folder)
            let access = try ClusterAccess(server: KubernetesClient.testServer)
            let script = Script([CredentialTests.fine, CredentialTests.fine, .failure(401), CredentialTests.fine])
            let client = try KubernetesClient(
                ScriptedHTTPClient { _, _ in script.next() },
                credential: ExecCommand(command: program.string).credential(for: access))
            for _ in 0..<3 { _ = try await client.get(.pods, "p") }
            #expect(try String(contentsOfFile: runs.string, encoding: .utf8) == "x\nx\n")
        }
    }

    @Test(
        "a program that issues nothing is an error that names it",
        arguments: [
            ("echo 'please log in' >&2; exit 3", ApusError.Code.unauthorized, "please log in"),
            ("exit 3", .unauthorized, "3"), ("echo hello", .unauthorized, "no ExecCredential"),
            ("echo '{\"kind\": \"Pod\"}'", .unauthorized, "'Pod'"),
            ("echo '\(credential("{}"))'", .unauthorized, "neither a token"),
            ("echo '\(credential(#"{"token": "x"}"#, version: "v1beta1"))'", .unauthorized, "v1beta1"),
        ])
    func failures(lines: String, code: ApusError.Code, words: String) async throws {
        try await withScratchFolder { folder in
            let program = try Self.script(lines, in: folder)
            let access = try ClusterAccess(server: "https://h")
            let error = try #require(
                await #expect(throws: ApusError.self) {
                    try await ExecCommand(command: program.string).issue(for: access)
                })
            #expect(error.code == code && error.summary.contains(program.string))
            #expect(error.reason?.contains(words) == true)
        }
    }

    @Test(
        "a program that is not there comes with the hint how to get it",
        arguments: ["no-such-program-x", "/no/such/program"])
    func missing(command: String) async throws {
        let access = try ClusterAccess(server: "https://h")
        let program = ExecCommand(command: command, installHint: "install it so")
        let error = try #require(await #expect(throws: ApusError.self) { try await program.issue(for: access) })
        #expect(error.code == .notFound && error.hint == "install it so")
    }

    @Test("a program that does not end is ended, and named")
    func endless() async throws {
        try await withScratchFolder { folder in
            let program = try Self.script("exec sleep 1000", in: folder)
            let access = try ClusterAccess(server: "https://h")
            let error = try #require(
                await #expect(throws: ApusError.self) {
                    try await ExecCommand(command: program.string).issue(for: access, within: .milliseconds(50))
                })
            #expect(error.code == .timedOut && error.summary.contains(program.string))
        }
    }

    @Test("unknown versions and programs that need a user are not run")
    func unsupported() async throws {
        let access = try ClusterAccess(server: "https://h")
        for program in [
            ExecCommand(command: "true", apiVersion: "client.authentication.k8s.io/v1alpha1"),
            ExecCommand(command: "true", interaction: .always),
        ] {
            await #expect(throws: ApusError(.unsupported, "")) { try await program.issue(for: access) }
        }
    }
}
