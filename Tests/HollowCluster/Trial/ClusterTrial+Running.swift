import ApusHTTP
public import ApusModel
import ApusTestKit
import FoundationEssentials
import InMemoryLogging
import KubernetesClient
import KubernetesManifests
import Logging

extension ClusterTrial {
    /// Prepares a run and calls `body` with it; everything of it is removed from the cluster afterwards.
    ///
    /// A few trials run at a time; the others wait for their turn.
    public static func run<Result: Sendable>(
        _ setup: TrialSetup, _ body: @escaping @Sendable (ClusterTrial) async throws -> Result
    ) async throws -> Result {
        try await places.with(setup.isAlone ? places.count : 1) { try await runAtOnce(setup, body) }
    }

    /// More would only wait for each other, and for controllers that make a few objects a second.
    private static let places = Permits(8)

    private static func runAtOnce<Result: Sendable>(
        _ setup: TrialSetup, _ body: @escaping @Sendable (ClusterTrial) async throws -> Result
    ) async throws -> Result {
        let cluster = try ClusterEndpoint.current()
        let id = Identifier<Run>.make()
        let namespace = "hollow-\(id.rawValue.suffix(12))"
        let plan = setup.plan(in: namespace)
        let run = Run(id: id, name: "trial-\(id.short)", pipeline: "trial", stack: "hollow", createdAt: Date())
        let store = InMemoryMetadataStore()
        try await store.create(run, plan: plan)
        let player = StepPlayer(store)
        let nodes = (0..<setup.nodes).map {
            HollowNode("\(namespace)-\($0)", pool: namespace, capacity: setup.capacity)
        }
        let kubelet = HollowKubelet(cluster, nodes: nodes) { setup.script($0, player) }
        var log = InMemoryLogHandler()
        log.logLevel = .debug
        do {
            let owner = try await prepare(namespace, cluster)
            let result = try await kubelet.run { [log] in
                try await FaultProxy.run(to: cluster) { proxy in
                    try await body(
                        ClusterTrial(
                            cluster: cluster, namespace: namespace, run: run, plan: plan, store: store, proxy: proxy,
                            kubelet: kubelet, log: log, setup: setup, owner: owner))
                }
            }
            await remove(namespace, cluster)
            return result
        } catch {
            await remove(namespace, cluster)
            throw error
        }
    }

    /// Makes the namespace, and in it a Job without pods that stands for the orchestrator's.
    private static func prepare(_ namespace: String, _ cluster: ClusterEndpoint) async throws -> JobOwner {
        try await cluster.send(
            .post, "/api/v1/namespaces",
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(namespace)]])
        // Pods are refused before it is there.
        let accounts = Reflector(
            cluster.client, .serviceAccounts, in: namespace, matching: .fields("metadata.name=default"))
        for try await event in accounts.events() {
            if case .added = event { break }
        }
        let job = try await cluster.send(
            .post, "/apis/batch/v1/namespaces/\(namespace)/jobs",
            [
                "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": "orchestrator"],
                "spec": [
                    "parallelism": 0,
                    "template": [
                        "spec": ["restartPolicy": "Never", "containers": [["name": "main", "image": "hollow"]]]
                    ],
                ],
            ])
        return JobOwner(name: "orchestrator", uid: job["metadata"]?["uid"]?.stringValue ?? "")
    }

    /// Removes what is there, at once and without waiting for kubelets.
    private static func remove(_ namespace: String, _ cluster: ClusterEndpoint) async {
        let path = "/api/v1/namespaces/\(namespace)"
        // What is not there any more is as good as removed.
        _ = try? await cluster.send(.delete, path)
        _ = try? await cluster.send(.delete, "\(path)/pods", ["gracePeriodSeconds": 0])
    }
}

extension TrialSetup {
    func plan(in namespace: String) -> RunPlan {
        let own: [String: JSONValue] = [
            "kubernetes_namespace": .string(namespace), "pod_settings": HollowNode.podSettings(pool: namespace),
            "pod_failure_retry_delay": 0,
        ]
        let common = JSONValue.object(own).merging(.object(settings)).objectValue ?? own
        var plan = RunPlan(
            pipeline: "trial", stack: "hollow",
            components: [Component(type: .artifactStore, name: "hollow", flavor: "local", createdAt: Date())],
            failureMode: failureMode, maxParallelism: maxParallelism,
            orchestratorSettings: common, orchestratorImage: "hollow", steps: steps)
        for index in plan.steps.indices {
            let step = JSONValue.object(plan.steps[index].orchestratorSettings)
            plan.steps[index].orchestratorSettings = JSONValue.object(common).merging(step).objectValue ?? common
        }
        return plan
    }
}

extension PlannedStep {
    /// A step for hollow pods.
    public static func hollow(
        _ name: String, role: StepRole = .main, after upstream: [String] = [], retries: Int = 0,
        settings: [String: JSONValue] = [:]
    ) -> PlannedStep {
        PlannedStep(
            name: name, role: role, command: .shell("true"), image: "hollow", upstream: upstream.sorted(),
            retry: RetryPolicy(maximumRetries: retries), orchestratorSettings: settings)
    }
}
