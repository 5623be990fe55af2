public import ApusCore
public import ApusEngine
public import ApusModel
public import FoundationEssentials
public import Logging

/// Runs one run to its end: asks a ``/ApusEngine/RunEngine`` what to do, and does it through a store and a launcher.
///
/// All of the run's state is in the store and in the infrastructure. A driver may end at any moment and another one may
/// go on, even while the first one still runs.
public struct RunDriver: Sendable {
    let id: Identifier<Run>
    let store: any RunStore
    let launcher: any StepLauncher
    let policy: EnginePolicy
    let timing: DriverTiming
    let clock: any Clock<Duration>
    let now: @Sendable () -> Date
    let logger: Logger

    /// - Parameters:
    ///   - run: a run that the store has.
    ///   - launcher: made for this run.
    ///   - clock: what waiting is done by.
    ///   - now: the time of day that is written into the store.
    ///   - logger: gets constant messages with the facts in the metadata.
    public init(
        run: Identifier<Run>, store: any RunStore, launcher: any StepLauncher, policy: EnginePolicy = EnginePolicy(),
        timing: DriverTiming = DriverTiming(), clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) {
        id = run
        self.store = store
        self.launcher = launcher
        self.policy = policy
        self.timing = timing
        self.clock = clock
        self.now = now
        var logger = logger
        logger[metadataKey: "run"] = "\(run)"
        self.logger = logger
    }

    /// Takes the run up, whether it is new or another driver left it, and returns it once it is over. A run that is
    /// over already is returned as it is.
    ///
    /// A store or an infrastructure that is unavailable is waited for; it fails nothing. Cancelling the task means that
    /// this driver leaves: the run and its attempts stay as they are, for another driver to go on with. To stop the
    /// run, ask the store by `requestCancellation(of:at:)`.
    /// - Throws: `CancellationError` when the task was cancelled; ``/ApusModel/ApusError`` with `.notFound` for an
    ///   unknown run, `.corrupted` for a plan that cannot be followed, and whatever the store or the launcher throws
    ///   that trying again cannot help. The run stays as it is then too.
    public func drive() async throws -> Run {
        guard let run = try await persistently("read the run", { try await store.run(id) }) else {
            throw Self.unknown(id)
        }
        if run.status.isFinal { return run }
        let plan = try await persistently("read the plan") { try await store.plan(of: id) }
        return try await drive(plan, isNew: run.startedAt == nil)
    }

    /// As ``drive()``, of a run that was not over a moment ago.
    /// - Parameter isNew: whether no driver had taken it up.
    func drive(_ plan: RunPlan, isNew: Bool) async throws -> Run {
        // What others do from now on is told by the events, which are read from the first one on.
        var steps = isNew ? [] : try await readSteps()
        let held = try await persistently("find attempts of the run") { try await launcher.adopt() }
        try await renew(&steps, of: held)
        let taken = try await persistently("take up the run") {
            try await store.advance(id, to: .running, reason: nil, at: now())
        }
        if taken.status.isFinal { return taken }
        let engine = try RunEngine(
            run: id, plan: plan, policy: policy, restoring: steps, liveAttempts: held, startedAt: taken.startedAt,
            isCancelled: taken.status == .stopping, mainOutcome: taken.mainOutcome)
        logger.info("driving the run", metadata: ["steps": "\(steps.count)", "held": "\(held.count)"])
        return try await follow(engine, plan)
    }

    private func readSteps() async throws -> [StepRun] {
        try await persistently("read the steps") { try await store.steps(of: id) }
    }

    /// Reads those steps again of which there are attempts that were not known: another driver may have launched them
    /// meanwhile.
    private func renew(_ steps: inout [StepRun], of held: [Attempt.Key]) async throws {
        let known = Set(
            steps.flatMap { step in
                step.attempts.map { Attempt.Key(run: id, step: step.step, number: $0.number) }
            })
        let unknown = Set(held.filter { !known.contains($0) }.map(\.step))
        if unknown.isEmpty { return }
        let news = try await readSteps().filter { unknown.contains($0.step) }
        steps = steps.filter { !unknown.contains($0.step) } + news
    }

    var persistently: Perseverance { Perseverance(timing: timing, clock: clock, logger: logger) }
}
