import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// The cluster that `Scripts/testbed` brings up.
struct Testbed {
    /// `nil` without one that runs pods.
    static let current: Testbed? = {
        let environment = ProcessInfo.processInfo.environment
        return environment["APUS_TESTBED_NODE"] == "1" ? Testbed(environment: environment) : nil
    }()

    static let absence: Comment = "needs a cluster that runs pods; run Scripts/test"

    let environment: [String: String]

    func variable(_ name: String) -> String { environment[name] ?? "" }
    var kubeconfig: String { variable("KUBECONFIG") }
    var authorityFile: String { variable("APUS_TESTBED_CA") }

    /// Calls `body` with a terminal whose stacks and runs are kept by a server of its own that pods reach.
    func withServer(options: String = "", _ body: (Terminal) async throws -> Void) async throws {
        try await withHome { terminal in
            var administrator = terminal
            administrator.environment["KUBECONFIG"] = kubeconfig
            try await administrator.must(
                "apus server start --host \(variable("APUS_TESTBED_SERVER_HOST")) --port 0 \(options)")
            do {
                let url = try await terminal.must("apus server status -o name").trimmingEnd
                try await terminal.must("apus login \(url)")
                try await body(terminal)
            } catch {
                try await cleanUp(terminal)
                throw error
            }
            try await cleanUp(terminal)
        }
    }

    /// Removes the Jobs of the terminal's runs and ends its server.
    private func cleanUp(_ terminal: Terminal) async throws {
        for run in try await terminal.must("apus run list -o name").split(separator: "\n") {
            _ = try await kubectl("-n zenml delete jobs -l run=\(run) --wait=false", terminal)
        }
        try await terminal.must("apus server stop")
    }

    /// Registers a stack of this testbed and makes it the active one. Only the connector ever sees the kubeconfig.
    func registerStack(_ terminal: Terminal) async throws {
        var administrator = terminal
        administrator.environment["KUBECONFIG"] = kubeconfig
        try await administrator.must(
            "apus service-connector register testbed --type kubernetes --auth-method kubeconfig-context --context=apus-testbed"
        )
        for command in [
            "apus orchestrator register k8s --flavor kubernetes --kubernetes_namespace=zenml",
            "apus orchestrator connect k8s --connector testbed",
            "apus artifact-store register bucket --flavor s3 --path=s3://\(variable("APUS_TESTBED_S3_BUCKET"))/\(terminal.mark)"
                + " --endpoint_url=\(variable("APUS_TESTBED_S3_ENDPOINT")) --access_key_id=apus --secret_access_key=apus-secret",
            "apus container-registry register images --flavor oci --uri=\(variable("APUS_TESTBED_REGISTRY"))",
            "apus stack register cluster -o k8s -a bucket -c images --set",
        ] {
            try await terminal.must(command)
        }
    }

    /// Runs a pipeline file with that text.
    func run(_ pipeline: String, _ terminal: Terminal) async throws -> Terminal.Outcome {
        let file = terminal.home.appending("pipeline.yaml")
        try Data(pipeline.utf8).write(to: URL(filePath: file.string))
        return try await terminal.run("apus pipeline run \(file)")
    }

    /// Runs kubectl as the cluster's administrator.
    func kubectl(_ line: String, _ terminal: Terminal) async throws -> String {
        var administrator = terminal
        administrator.environment["KUBECONFIG"] = kubeconfig
        return try await administrator.must("kubectl \(line)").trimmingEnd
    }

    /// The objects of a run by step, the orchestrator's under the empty name.
    func objects(_ kind: String, of run: String, _ terminal: Terminal) async throws -> [String: JSONValue] {
        let text = try await kubectl("-n zenml get \(kind) -l run=\(run) -o json", terminal)
        let items = try CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))["items"]?.arrayValue ?? []
        return Dictionary(items.map { ($0["metadata"]?["labels"]?["step"]?.stringValue ?? "", $0) }) { first, _ in first
        }
    }

    /// Calls `body` while there is a service account of that name that may edit the namespace.
    func withAccount(_ name: String, _ terminal: Terminal, _ body: () async throws -> Void) async throws {
        _ = try await kubectl("-n zenml create serviceaccount \(name)", terminal)
        _ = try await kubectl(
            "-n zenml create rolebinding \(name) --clusterrole=edit --serviceaccount=zenml:\(name)", terminal)
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        _ = try await kubectl("-n zenml delete serviceaccount,rolebinding \(name)", terminal)
        try result.get()
    }

    private func withHome(_ body: (Terminal) async throws -> Void) async throws {
        try await withScratchFolder { folder in try await body(Terminal(home: folder.appending("home"))) }
    }
}

extension String {
    var trimmingEnd: String { String(reversed().drop { $0.isWhitespace }.reversed()) }
}
