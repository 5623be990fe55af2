import ApusDriver
import ApusEngine
public import ApusModel
public import ApusTestKit
public import FoundationEssentials
public import InMemoryLogging
public import KubernetesClient
public import KubernetesDriver
import KubernetesManifests
import Logging
import Waiting

/// A run on a real control plane: in a namespace of its own, on hollow nodes of its own, through a ``FaultProxy``.
///
/// What the run's driver and launcher ask goes through the proxy; what the kubelet and the test ask does not.
public struct ClusterTrial: Sendable {
    /// The API server itself.
    public let cluster: ClusterEndpoint
    public let namespace: String
    public let run: Run
    public let plan: RunPlan
    public let store: InMemoryMetadataStore
    public let proxy: FaultProxy
    public let kubelet: HollowKubelet
    /// What driver, launcher and client say.
    public let log: InMemoryLogHandler
    let setup: TrialSetup
    let owner: JobOwner?
    /// Much longer than anything takes on a machine that has other things to do, and shorter than a pod's start may.
    private static let patience = Duration.seconds(240)

    /// Drives the run to its end. Cancelling the task leaves it, for another driver.
    /// - Parameters:
    ///   - credential: whom the launcher is for the cluster.
    ///   - now: the driver's time of day.
    /// - Throws: ``/ApusModel/ApusError`` with `.timedOut` and the state of the run; what ``/ApusDriver/RunDriver``
    ///   throws.
    public func drive(
        as credential: ClusterCredential = .administrator, now: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> Run {
        let driver = RunDriver(
            run: run.id, store: store, launcher: try launcher(as: credential),
            policy: EnginePolicy(try PlanOptions(plan)),
            timing: setup.driverTiming, now: now, logger: logger)
        return try await withThrowingTaskGroup(of: Run?.self) { group in
            group.addTask { try await driver.drive() }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            if case .some(.some(let run)) = try await group.next() { return run }
            throw ApusError(.timedOut, "the run does not end within \(Self.patience)", reason: try await describe())
        }
    }

    /// A launcher as a new driver would have it.
    public func launcher(as credential: ClusterCredential = .administrator) throws -> KubernetesStepLauncher {
        let options = try PlanOptions(plan)
        return KubernetesStepLauncher(
            client: try client(as: credential), run: run, options: options,
            manifests: JobManifest(
                run: run, plan: plan, options: options,
                server: ServerEnvironment(url: "http://127.0.0.1", token: .secret("none"))),
            namespace: namespace, owner: owner, watchTiming: setup.watchTiming, logger: logger)
    }

    /// A client as a new driver would have it.
    public func client(as credential: ClusterCredential = .administrator) throws -> KubernetesClient {
        KubernetesClient(
            try proxy.access(namespace: namespace, credential: credential), retry: setup.requestRetry, logger: logger)
    }

    private var logger: Logger {
        var logger = Logger(label: "trial") { _ in log }
        logger.logLevel = .debug
        return logger
    }

    /// The run's Jobs as the API server has them.
    public func jobs() async throws -> [Job] {
        try await cluster.client.list(.jobs, in: namespace, matching: .labels(ObjectLabel.stepSelector(run: run.id)))
            .items
    }

    /// The pods of the run's steps as the API server has them.
    public func pods() async throws -> [Pod] {
        try await cluster.client.list(.pods, in: namespace, matching: .labels(ObjectLabel.stepSelector(run: run.id)))
            .items
    }

    /// The run's steps, by name.
    public func steps() async throws -> [String: StepRun] {
        Dictionary(uniqueKeysWithValues: try await store.steps(of: run.id).map { ($0.step, $0) })
    }

    /// What was logged and has all of these words.
    public func logged(_ words: String...) -> [String] {
        log.entries.map { "\($0.level): \($0.message) \($0.metadata)" }
            .filter { line in words.allSatisfy { line.contains($0) } }
    }

    /// Returns once `condition` holds.
    /// - Throws: ``/Waiting/NeverHappened`` with the state of the run when it does not in time.
    public func wait(
        for what: String, _ condition: @Sendable () async throws -> Bool
    ) async throws {
        try await eventually(what, within: Self.patience, every: .milliseconds(20), condition) {
            (try? await describe()) ?? "no description"
        }
    }

    /// The state of the run, for failures of tests.
    public func describe() async throws -> String {
        let steps = try await store.steps(of: run.id).map { step in
            "\(step.step): \(step.status) \(step.reason ?? "") \(step.attempts.map { "\($0.number) \($0.status) \($0.failure?.message ?? "")" })"
        }
        let pods = try await pods().map { "\($0.metadata.name): \($0.phase)" }
        let status = try await store.run(run.id)?.status.rawValue ?? "no run"
        let lines =
            ["run \(status)"] + steps + pods + kubelet.failures + proxy.record.suffix(40).map(\.description)
            + logged().suffix(20)
        return lines.joined(separator: "\n")
    }
}

extension ClusterCredential {
    /// By which the proxy knows the cluster's administrator.
    public static var administrator: ClusterCredential { .token(SecretString(FaultProxy.token)) }
}
