import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite(
    "A dry run", .enabled(if: PasswordRegistry.isInstalled, "needs docker-registry; run Scripts/setup"),
    .serialized, .timeLimit(.minutes(20)))
struct DryRunTests {
    @Test("prints every object as YAML or JSON, without secrets, and stores nothing; only a server's answers need one")
    func prints() async throws {
        try await withStack { terminal, file in
            let shown = try await terminal.run("apus pipeline run \(file) --dry-run")
            try #require(shown.status == 0, "\(shown)")
            let lines = shown.output.split(separator: "\n")
            let kinds = lines.filter { $0.hasPrefix("kind: ") }.map { $0.dropFirst(6) }
            #expect(
                kinds == ["ServiceAccount", "RoleBinding", "Role", "RoleBinding", "Secret", "Secret", "Job", "Job"])
            #expect(lines.count { $0 == "---" } == 8)
            for line in [
                "  token: '***'", "  .dockerconfigjson: '***'", "        pool: ml", "        zone: z",
                "            nvidia.com/gpu: '1'", "terminationGracePeriodSeconds: 7",
            ] {
                #expect(lines.contains { $0.hasSuffix(line) }, "\(line) is not in\n\(shown)")
            }
            #expect(!shown.output.contains(PasswordRegistry.password))
            #expect(
                shown.talk.contains("settings 'orchestrator:k9s' are not used: there is no orchestrator 'k9s'"),
                "\(shown)")
            #expect(shown.talk.contains("option 'job_monitoring_interval' is deprecated"), "\(shown)")

            let list = try await terminal.run("apus pipeline run \(file) --dry-run -o json")
            #expect(try list.json()["items"]?.arrayValue?.count == 8)

            let scheduled = try await terminal.run("apus pipeline run \(file) --schedule @daily --dry-run -o json")
            #expect(try scheduled.json()["items"]?.arrayValue?.count == 8)
            #expect(try await terminal.must("apus pipeline schedule list -o name").trimmingEnd == "")

            let asked = try await terminal.run("apus pipeline run \(file) --server-dry-run")
            #expect(asked.status == 5 && asked.output.isEmpty, "\(asked)")
            #expect(asked.talk.contains("https://127.0.0.1:9 cannot be reached"), "\(asked)")
            #expect(try await terminal.must("apus run list -o name").trimmingEnd == "")
        }
    }

    @Test("refuses settings by their place in the file's step, before it looks for an image")
    func refuses() async throws {
        try await withStack { terminal, file in
            let wrong = Self.pipeline.replacing("node_selectors", with: "node_selector")
                .replacing("base:1", with: "nowhere:1")
            try Data(wrong.utf8).write(to: URL(filePath: file.string))
            let outcome = try await terminal.run("apus pipeline run \(file) --dry-run")
            #expect(outcome.status == 7, "\(outcome)")
            #expect(
                outcome.talk.contains(
                    "'pod_settings' of orchestrator flavor 'kubernetes' in step 'train' has no key 'node_selector'"),
                "\(outcome)")
            #expect(outcome.talk.contains("did you mean 'node_selectors'?"), "\(outcome)")
        }
    }

    private static let pipeline = """
        name: dry
        image: base:1
        settings: {"orchestrator:k8s": {pod_stop_grace_period: 7}, "orchestrator:k9s": {}}
        steps:
          train:
            run: "true"
            settings:
              resources: {gpu: 1}
              orchestrator: {pod_settings: {node_selectors: {zone: z}}}
        """

    /// Calls `body` with a terminal whose active stack has a cluster that cannot be reached.
    private func withStack(_ body: (Terminal, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            var terminal = Terminal(home: folder.appending("home"))
            let registry = try await PasswordRegistry.start(in: folder, terminal)
            let kubeconfig = folder.appending("kubeconfig").string
            try Data(Self.kubeconfig.utf8).write(to: URL(filePath: kubeconfig))
            terminal.environment["KUBECONFIG"] = kubeconfig
            let file = folder.appending("pipeline.yaml")
            try Data(Self.pipeline.utf8).write(to: URL(filePath: file.string))
            try await terminal.must("apus server start --port 0")
            do {
                let url = try await terminal.must("apus server status -o name").trimmingEnd
                for command in [
                    "apus login \(url)",
                    "apus orchestrator register k8s --flavor kubernetes --job_monitoring_interval=3"
                        + #" --pod_settings={"nodeSelectors":{"pool":"ml"}}"#,
                    "apus artifact-store register bucket --flavor s3 --path=s3://bucket --access_key_id=a"
                        + " --endpoint_url=http://127.0.0.1:9 --secret_access_key=b",
                    "apus container-registry register images --flavor oci --uri=\(registry.uri)"
                        + " --username=\(PasswordRegistry.username) --password=\(PasswordRegistry.password)",
                    "apus stack register cluster -o k8s -a bucket -c images --set",
                ] {
                    try await terminal.must(command)
                }
                try await body(terminal, file)
            } catch {
                try await terminal.must("apus server stop")
                throw error
            }
            try await terminal.must("apus server stop")
            withExtendedLifetime(registry) {}
        }
    }

    private static let kubeconfig = """
        apiVersion: v1
        kind: Config
        current-context: nowhere
        contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
        clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:9"}}]
        users: [{name: nobody, user: {token: x}}]
        """
}
