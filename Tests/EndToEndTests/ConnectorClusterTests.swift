import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing
import Waiting

@Suite(
    "Service connectors on a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized,
    .timeLimit(.minutes(20)))
struct ConnectorClusterTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    private func withTerminal(_ body: (Terminal, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment["HOME"] = folder.string
            terminal.environment["KUBECONFIG"] = testbed.kubeconfig
            try await body(terminal, folder)
        }
    }

    @Test("a token is proved, tells who it is and what it may, and is refused once it is revoked")
    func token() async throws {
        try await withTerminal { terminal, folder in
            let account = "connector-\(terminal.mark.suffix(8))"
            _ = try await testbed.kubectl("-n zenml create serviceaccount \(account)", terminal)
            do {
                var secret = ""
                try await eventually("the account's token", every: .milliseconds(200)) {
                    secret = try await testbed.kubectl(
                        "-n zenml get serviceaccount \(account) -o jsonpath={.secrets[0].name}", terminal)
                    return !secret.isEmpty
                }
                let encoded = try await testbed.kubectl(
                    "-n zenml get secret \(secret) -o jsonpath={.data.token}", terminal)
                try #require(Data(base64Encoded: encoded)).write(to: URL(filePath: folder.appending("token").string))
                let server = try await testbed.kubectl(
                    "config view --minify -o jsonpath={.clusters[0].cluster.server}", terminal)
                try await terminal.must(
                    "apus service-connector register t -t kubernetes -a token --server=\(server) --token=@\(folder)/token"
                        + " --certificate-authority=@\(testbed.authorityFile) --cluster-name=bed --namespace=zenml")
                let verified = try await terminal.run("apus service-connector verify t")
                #expect(verified.output.contains("system:serviceaccount:zenml:\(account)"), "\(verified)")
                #expect(verified.output.contains("bed, namespace 'zenml': may not create Jobs"), "\(verified)")

                let config = folder.appending("login/config")
                var user = terminal
                user.environment["KUBECONFIG"] = config.string
                try await user.must("apus service-connector login t")
                #expect(try await user.run("kubectl config current-context").status != 0)
                let asked = try await user.run("kubectl --context apus-t auth can-i create jobs -n zenml")
                #expect(asked.output == "no\n", "\(asked)")
                let mode = try FileManager.default.attributesOfItem(atPath: config.string)[.posixPermissions]
                #expect((mode as? Int) == 0o600, "\(String(describing: mode))")
                try await user.must("apus service-connector login t --set-current")
                #expect(try await user.must("kubectl config current-context") == "apus-t\n")
            } catch {
                _ = try? await testbed.kubectl("-n zenml delete serviceaccount \(account)", terminal)
                throw error
            }
            _ = try await testbed.kubectl("-n zenml delete serviceaccount \(account)", terminal)
            try await terminal.wait(for: ["does not accept the credentials"]) {
                let outcome = try await terminal.run("apus service-connector verify t")
                return outcome.status == 0 ? "" : outcome.talk
            }
            let listed = try await terminal.run("apus service-connector list-resources")
            #expect(listed.status == 0 && listed.output.contains("error:"), "\(listed)")
            #expect(try await terminal.must("apus service-connector list-resources -e -o name") == "")
        }
    }

    @Test("all contexts of a kubeconfig are resources, and a dead one costs a row")
    func contexts() async throws {
        try await withTerminal { terminal, folder in
            let dead = folder.appending("dead")
            let text = """
                {"clusters": [{"name": "d", "cluster": {"server": "https://127.0.0.1:\(try FreePort.take())"}}],
                 "users": [{"name": "d", "user": {"token": "t"}}],
                 "contexts": [{"name": "dead", "context": {"cluster": "d", "user": "d"}}]}
                """
            try Data(text.utf8).write(to: URL(filePath: dead.string))
            try await terminal.must(
                "apus service-connector register all -t kubernetes -a kubeconfig-context --all-contexts --store"
                    + " --kubeconfig=\(testbed.kubeconfig):\(dead)")
            let listed = try await terminal.must("apus service-connector list-resources")
            #expect(listed.contains("apus-testbed") && listed.contains("dead: error:"), "\(listed)")
            try await terminal.must("apus orchestrator register k --flavor kubernetes --kubernetes_namespace=zenml")
            try await terminal.must("apus orchestrator connect k --connector all --resource-id apus-testbed")
            try await terminal.must(
                "apus service-connector register one -t kubernetes -a kubeconfig-context --context=apus-testbed --store"
                    + " --kubeconfig=\(testbed.kubeconfig)")
            let talk = try await terminal.converse("apus orchestrator connect k -i", answers: ["on", "one"])
            #expect(talk.status == 0 && talk.output.contains("through 'one'"), "\(talk)")
            try await terminal.must("apus orchestrator connect k --connector all --resource-id apus-testbed")
            let outcome = try await terminal.run("apus service-connector delete all")
            #expect(outcome.status != 0 && outcome.talk.contains("'k'"), "\(outcome)")
        }
    }

    @Test("a run in pods reaches cluster, bucket and registry through connectors alone")
    func run() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let endpoint = testbed.variable("APUS_TESTBED_S3_ENDPOINT")
            let bucket = testbed.variable("APUS_TESTBED_S3_BUCKET")
            let registry = testbed.variable("APUS_TESTBED_REGISTRY")
            for command in [
                "apus service-connector register buckets -t s3-bucket -a secret-key --endpoint-url=\(endpoint)"
                    + " --access-key-id=apus --secret-access-key=apus-secret",
                "apus service-connector register registry -t docker-registry -a password --registry=\(registry)"
                    + " --username=u --password=not-checked-here",
                "apus artifact-store register bound --flavor s3 --path=s3://\(bucket)/\(terminal.mark)-bound"
                    + " --endpoint_url=\(endpoint)",
                "apus artifact-store connect bound --connector buckets --resource-id s3://\(bucket)",
                "apus container-registry register bound --flavor oci --uri=\(registry)",
                "apus container-registry connect bound --connector registry",
                "apus stack register bound -o k8s -a bound -c bound --set",
            ] {
                try await terminal.must(command)
            }
            let outcome = try await terminal.run("apus pipeline run Examples/digits/pipeline.yaml")
            #expect(outcome.status == 0 && outcome.output.contains("accuracy 0.9944"), "\(outcome)")
        }
    }
}
