public import ApusDriver
public import ApusModel
import FoundationEssentials
public import KubernetesClient
public import KubernetesManifests
public import Logging
import Synchronization

/// Runs each attempt in a Job of its own and follows all of them by one watch on Jobs and one on Pods.
///
/// Names of Jobs are computed from run and attempt, so that launching again finds what is there.
public final class KubernetesStepLauncher: StepLauncher {
    let client: KubernetesClient
    let options: PlanOptions
    let run: Run
    let namespace: String
    let watchTiming: WatchTiming
    let clock: any Clock<Duration>
    let logger: Logger
    private let manifests: JobManifest
    private let owner: JobOwner?
    /// Attempts that the cluster has as far as this launcher knows.
    let held = Mutex<Set<Attempt.Key>>([])
    /// What the watch on Jobs begins with.
    let adopted = Mutex<ObjectList<Job>?>(nil)
    /// Attempts of whose creation nobody knows whether the cluster did it.
    let underway = Mutex<Set<Attempt.Key>>([])
    /// Attempts that were asked to stop: nobody wonders why they end.
    let stopped = Mutex<Set<Attempt.Key>>([])
    /// `nil` without a Job that Events could be about.
    let recorder: EventRecorder?

    /// - Parameters:
    ///   - options: the plan's.
    ///   - owner: the orchestrator's Job, which step Jobs go with, and which Events tell the run's story on.
    ///   - watchTiming: the patience of the watches.
    ///   - clock: what waiting for pods' starts is done by.
    public init(
        client: KubernetesClient, run: Run, options: PlanOptions, manifests: JobManifest, namespace: String,
        owner: JobOwner?, watchTiming: WatchTiming = WatchTiming(),
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger
    ) {
        self.client = client
        self.run = run
        self.options = options
        self.manifests = manifests
        self.namespace = namespace
        self.owner = owner
        self.watchTiming = watchTiming
        self.clock = clock
        self.logger = logger
        recorder = owner.map {
            EventRecorder(
                client: client, manifests: EventManifest(run: run, namespace: namespace, owner: $0),
                isFirst: run.startedAt == nil, clock: clock, logger: logger, now: Date())
        }
    }

    public func adopt() async throws -> [Attempt.Key] {
        let jobs: ObjectList<Job> = try await client.list(
            .jobs, in: namespace, matching: .labels(ObjectLabel.stepSelector(run: run.id)))
        let keys = jobs.items.compactMap { ObjectLabel.attemptKey(in: $0.metadata.labels) }
        held.withLock { $0.formUnion(keys) }
        adopted.withLock { $0 = jobs }
        return keys
    }

    public func launch(_ attempt: Attempt.Key, of step: PlannedStep) async throws {
        if attempt.number > 1 { try await checkDeadlines(before: attempt, of: step) }
        _ = underway.withLock { $0.insert(attempt) }
        do {
            try await create(attempt)
        } catch let error as ApusError where ![.unavailable, .timedOut].contains(error.code) {
            _ = underway.withLock { $0.remove(attempt) }
            throw error
        }
        _ = held.withLock { $0.insert(attempt) }
        _ = underway.withLock { $0.remove(attempt) }
    }

    public func stop(_ attempt: Attempt.Key) async throws -> StopAnswer {
        let isHeld = held.withLock { $0.contains(attempt) }
        guard isHeld || underway.withLock({ $0.contains(attempt) }) else { return .absent }
        _ = stopped.withLock { $0.insert(attempt) }
        let wasThere = isHeld ? try await deleteJob(of: attempt) : try await deleteUnanswered(attempt)
        try await client.deleteAll(.pods, in: namespace, matching: .labels(ObjectLabel.selector(attempt)))
        _ = underway.withLock { $0.remove(attempt) }
        return wasThere ? .stopping : .absent
    }

    public func note(_ step: StepRun) {
        if let remark = StepRemark(step) { recorder?.note(remark) }
    }

    func name(of attempt: Attempt.Key) -> String { manifests.names.stepJob(of: attempt) }

    private func create(_ attempt: Attempt.Key) async throws {
        do {
            try await client.create(named: name(of: attempt), as: .jobs, in: namespace) {
                [manifests, owner] in try manifests.step(attempt, owner: owner)
            }
        } catch let error as ApusError where error.code == .alreadyExists {
            try await takeOver(attempt)
        } catch let error as ApusError {
            throw understood(error, about: attempt)
        }
    }

    private func takeOver(_ attempt: Attempt.Key) async throws {
        let job: Job = try await client.get(.jobs, name(of: attempt), in: namespace)
        if ObjectLabel.attemptKey(in: job.metadata.labels) == attempt { return }
        throw ApusError(
            .conflict, "namespace '\(namespace)' has a Job '\(job.metadata.name)' that is not of this run",
            reason: "its labels do not name the attempt",
            hint: "kubectl -n \(namespace) describe job \(job.metadata.name)")
    }
}
