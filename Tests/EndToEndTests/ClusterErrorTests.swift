import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Bad input for a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .timeLimit(.minutes(20)))
struct ClusterErrorTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    @Test("a connector that reaches nothing is not stored, and says why")
    func connectors() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let server = try await testbed.kubectl(
                "config view --minify -o jsonpath={.clusters[0].cluster.server}", terminal)
            let token = try await testbed.token(terminal)
            let foreign = try await Self.foreignAuthority(in: folder, terminal)
            let expired = try await testbed.expiredToken(terminal)
            let own = testbed.authorityFile
            for (options, status, says) in [
                ("--server=https://127.0.0.1:9 --token=x --certificate_authority=@\(own)", Int32(5), "127.0.0.1:9"),
                ("--server=\(server) --token=x --certificate_authority=@\(own)", 6, "token"),
                (
                    "--server=\(server) --token=\(expired) --certificate_authority=@\(own)", 6,
                    "the token expired at 2001-09-09"
                ),
                ("--server=\(server) --token=\(token) --certificate_authority=@\(foreign)", 6, "certificate"),
            ] {
                let outcome = try await terminal.run(
                    "apus service-connector register c --type kubernetes --auth-method token \(options)")
                #expect(outcome.status == status, "\(outcome)")
                #expect(outcome.talk.contains(says) && outcome.talk.contains("hint:"), "\(outcome)")
                for secret in [token, expired] {
                    #expect(!outcome.talk.contains(secret), "a token is shown: \(outcome)")
                }
                #expect(try await terminal.must("apus service-connector list -o name") == "")
            }
            try await terminal.must(
                "apus service-connector register c --type kubernetes --auth-method token --server=\(server) --token=\(token)"
                    + " --certificate_authority=@\(own)")
            #expect(try await terminal.must("apus service-connector verify c -o name") != "")
        }
    }

    @Test("a run that could not work is refused before anything is made")
    func runs() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            try await terminal.must(
                "apus orchestrator register nowhere --flavor kubernetes --kubernetes_namespace=no-such-namespace")
            try await terminal.must("apus orchestrator connect nowhere --connector testbed")
            try await terminal.must("apus stack register nowhere -o nowhere -a bucket -c images")
            let missing = try await terminal.run("apus pipeline run Examples/digits/pipeline.yaml --stack nowhere")
            #expect(missing.status == 3, "\(missing)")
            #expect(missing.talk.contains("kubectl create namespace no-such-namespace"), "\(missing)")

            let mixed = try await terminal.run("apus stack register mixed -o k8s -a default -c images")
            #expect(mixed.status == 7 && mixed.talk.contains("is a folder on this one"), "\(mixed)")

            let base = terminal.home.appending("base.yaml")
            try Data("name: base\nimage: apus/no-such-image:1\nsteps:\n  a: {run: \"true\"}\n".utf8).write(
                to: URL(filePath: base.string))
            let image = try await terminal.run("apus pipeline run \(base)")
            #expect(image.status == 3 && image.talk.contains("no-such-image"), "\(image)")

            let lost = try await lostCluster(terminal).run(
                "apus pipeline run Examples/digits/pipeline.yaml --stack lost")
            #expect(lost.status == 5 && lost.talk.contains("127.0.0.1:9"), "\(lost)")

            #expect(try await terminal.must("apus run list -o name") == "")
        }
    }

    @Test("a registry that refuses the push is named, and no run is made")
    func refusedPush() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let port = try FreePort.take()
            let configuration = terminal.home.appending("registry.yml")
            try Data(
                """
                version: 0.1
                storage:
                  filesystem: {rootdirectory: \(testbed.variable("APUS_TESTBED_REGISTRY_FOLDER"))}
                  maintenance: {readonly: {enabled: true}}
                http: {addr: "127.0.0.1:\(port)"}
                """.utf8
            ).write(to: URL(filePath: configuration.string))
            let registry = try ChildProgram(["docker-registry", "serve", configuration.string])
            let file = terminal.home.appending("refused.yaml")
            try Data("name: refused-\(terminal.mark)\nimage: apus/python:3.11\nsteps:\n  a: {run: \"true\"}\n".utf8)
                .write(to: URL(filePath: file.string))
            try await terminal.must("apus container-registry register closed --flavor oci --uri=127.0.0.1:\(port)")
            try await terminal.must("apus stack register closed -o k8s -a bucket -c closed")
            try await terminal.wait(for: ["exit code 6", "127.0.0.1:\(port)"]) {
                "\(try await terminal.run("apus pipeline run \(file) --stack closed"))"
            }
            #expect(try await terminal.must("apus run list -o name") == "")
            _ = consume registry
        }
    }

    /// A terminal whose stack `lost` has a cluster where nobody answers.
    private func lostCluster(_ terminal: Terminal) async throws -> Terminal {
        let file = terminal.home.appending("lost.kubeconfig")
        try Data(
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: lost, cluster: {server: "https://127.0.0.1:9"}}]
            users: [{name: me, user: {token: t}}]
            contexts: [{name: lost, context: {cluster: lost, user: me}}]
            """.utf8
        ).write(to: URL(filePath: file.string))
        var lost = terminal
        lost.environment["KUBECONFIG"] = file.string
        try await lost.must("apus orchestrator register lost --flavor kubernetes --kubernetes_context=lost")
        try await lost.must("apus stack register lost -o lost -a bucket -c images")
        return lost
    }

    @Test("a remote orchestrator without a server is refused with the way to one")
    func withoutServer() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            for command in [
                "apus orchestrator register k8s --flavor kubernetes",
                "apus artifact-store register bucket --flavor s3 --path=s3://b/p",
                "apus container-registry register images --flavor oci --uri=127.0.0.1:5000",
            ] {
                try await terminal.must(command)
            }
            let outcome = try await terminal.run("apus stack register cluster -o k8s -a bucket -c images")
            #expect(outcome.status == 7 && outcome.talk.contains("apus server start"), "\(outcome)")
            #expect(try await terminal.must("apus stack list -o name").trimmingEnd == "default")
        }
    }

    /// A certificate authority that signed nothing here.
    private static func foreignAuthority(in folder: FilePath, _ terminal: Terminal) async throws -> FilePath {
        let file = folder.appending("foreign.crt")
        let words = [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=foreign", "-days", "1", "-keyout",
            folder.appending("foreign.key").string, "-out", file.string,
        ]
        let outcome = try await terminal.run(words)
        try #require(outcome.status == 0, "\(outcome)")
        return file
    }
}

extension Testbed {
    /// A token of a service account that the cluster's key signed and that ended long ago (RFC 7515, appendix A.2).
    func expiredToken(_ terminal: Terminal) async throws -> String {
        let script = """
            encode() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
            head=$(printf '{"alg":"RS256","typ":"JWT"}' | encode)
            body=$(printf '{"iss":"https://kubernetes.default.svc","aud":["https://kubernetes.default.svc"],"exp":1000000000,
            "iat":999990000,"sub":"system:serviceaccount:zenml:default"}' | encode)
            mark=$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$1" | encode)
            printf '%s.%s.%s' "$head" "$body" "$mark"
            """
        let key = FilePath(authorityFile).removingLastComponent().appending("accounts.key")
        let outcome = try await terminal.run(["sh", "-c", script, "sh", key.string])
        try #require(outcome.status == 0 && outcome.output.split(separator: ".").count == 3, "\(outcome)")
        return outcome.output
    }

    /// The token of the account that runs pods in the testbed's namespace.
    func token(_ terminal: Terminal) async throws -> String {
        let secret = try await kubectl("-n zenml get serviceaccount default -o jsonpath={.secrets[0].name}", terminal)
        let encoded = try await kubectl("-n zenml get secret \(secret) -o jsonpath={.data.token}", terminal)
        return String(decoding: Data(base64Encoded: encoded) ?? Data(), as: UTF8.self)
    }
}
