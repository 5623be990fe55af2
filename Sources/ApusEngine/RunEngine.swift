public import ApusModel
public import FoundationEssentials

/// Decides what happens next in a run: a value that turns events into actions, without I/O and without a clock.
///
/// The same events in the same order give the same actions. Each event costs time in proportion to what it changes,
/// whatever the size of the plan.
///
/// The store is the truth: a step is over when an ``EngineEvent/step(_:)`` says so, and only then its downstream steps
/// are freed or skipped. An attempt holds one of the plan's `maxParallelism` slots from
/// ``EngineAction/launch(_:inputs:cacheKey:)`` until ``EngineEvent/gone(_:)``. Among steps that are ready, the one with
/// the longest chain of steps behind it goes
/// first, then the one that comes first in the plan.
public struct RunEngine: Equatable, Sendable {
    /// Why nothing new starts any more.
    enum Halt: Hashable, Sendable {
        /// A step failed; attempts under way are watched to their end.
        case failure(String)
        /// A step failed; attempts under way are stopped.
        case failFast(String)
        /// The run took too long; attempts under way are stopped.
        case timeLimit
        case cancellation
    }

    let run: Identifier<Run>
    let failureMode: FailureMode
    let maxParallelism: Int
    let timeLimit: Double?
    let startedAt: Date?
    let policy: EnginePolicy
    let graph: PlanGraph

    var states: [StepState]
    var ready = ReadyQueue()
    var liveCount = 0
    /// Positions that were launched and after which nothing was started ahead yet.
    var justLaunched: [Int] = []
    /// Positions that were started ahead of their turn, the latest last; some may have been launched or stopped since.
    var startedAhead: [Int] = []
    /// An attempt that was started ahead and has to make room for one whose turn it is.
    var leaving: Attempt.Key?
    /// Whether the last launch is too recent for another one.
    var isInLaunchGap = false
    var unfinishedCount: Int
    var halt: Halt?
    /// Positions of steps that failed for good, in the order in which that was learned.
    var failed: [Int] = []
    var hasBegun = false
    var isFinished = false
    var actions: [EngineAction] = []

    /// An engine for a new run, or for one that another engine has driven before.
    /// - Parameters:
    ///   - steps: the steps as the store has them; steps that are left out are pending.
    ///   - liveAttempts: what the infrastructure holds of the run.
    ///   - startedAt: when the run's first driver took it up, for its time limit; `nil` for now.
    ///   - isCancelled: whether somebody has asked for the run to be stopped already.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` when the plan's steps are not in topological order.
    public init(
        run: Identifier<Run>, plan: RunPlan, policy: EnginePolicy = EnginePolicy(), restoring steps: [StepRun] = [],
        liveAttempts: [Attempt.Key] = [], startedAt: Date? = nil, isCancelled: Bool = false
    ) throws(ApusError) {
        self.run = run
        self.policy = policy
        failureMode = plan.failureMode
        timeLimit = plan.timeLimit
        self.startedAt = startedAt
        maxParallelism = max(plan.maxParallelism ?? .max, 1)
        graph = try PlanGraph(plan.steps)
        states = plan.steps.map { StepState(remainingUpstream: $0.upstream.count) }
        unfinishedCount = plan.steps.count
        halt = isCancelled ? .cancellation : nil
        restore(steps, liveAttempts: liveAttempts)
    }

    /// The attempts that hold a slot, in plan order.
    public var liveAttempts: [Attempt.Key] {
        if liveCount == 0 { return [] }
        return states.indices.flatMap { position in states[position].live.map { key(position, $0) } }
    }

    /// Whether any attempt holds a slot.
    public var hasLiveAttempts: Bool { liveCount > 0 }

    /// Takes in what happened and says what to do now, in order. Nothing is done before ``EngineEvent/begin(at:)``.
    public mutating func handle(_ event: EngineEvent) -> [EngineAction] {
        if !hasBegun, !event.isBeginning { return [] }
        switch event {
        case .begin(let now): begin(at: now)
        case .lookedUp(let step, let key, let hit): lookedUp(step, key: key, hit: hit)
        case .step(let step): learn(step)
        case .launchRefused(let attempt): launchRefused(attempt)
        case .launchFailed(let attempt, let failure): launchFailed(attempt, failure)
        case .ended(let attempt, let failure): ended(attempt, failure)
        case .gone(let attempt): gone(attempt)
        case .timerFired(let timer): timerFired(timer)
        case .cancellationRequested: cancel()
        }
        launchReady()
        finishIfOver()
        defer { actions.removeAll() }
        return actions
    }

    func key(_ position: Int, _ number: Int) -> Attempt.Key {
        Attempt.Key(run: run, step: graph.steps[position].name, number: number)
    }

    /// The position of the attempt's step, or `nil` when the attempt is none of this run.
    func position(of attempt: Attempt.Key) -> Int? { attempt.run == run ? graph.positions[attempt.step] : nil }

    /// The newest attempt of the step, while it is under way.
    func flight(_ position: Int) -> StepState.Flight? {
        if case .inFlight(let flight) = states[position].phase { flight } else { nil }
    }

    private mutating func finishIfOver() {
        if isFinished || unfinishedCount > 0 { return }
        isFinished = true
        actions.append(.finish(outcome))
    }

    private var outcome: RunOutcome {
        let lacking = states.indices.first { position in
            if case .over(let status) = states[position].phase { !status.hasOutputs } else { true }
        }
        guard let lacking else { return RunOutcome(.succeeded) }
        if halt == .cancellation { return RunOutcome(.cancelled, reason: haltReason) }
        if halt == .timeLimit { return RunOutcome(.failed, reason: haltReason) }
        let first = failed.first ?? lacking
        let others = failed.count > 1 ? ", and \(failed.count - 1) more failed" : ""
        return RunOutcome(.failed, reason: describe(first) + others)
    }

    /// `step 'train' failed: the command ended with exit code 3`
    func describe(_ position: Int) -> String {
        guard case .over(let status) = states[position].phase else { return "step '\(graph.steps[position].name)'" }
        let text = "step '\(graph.steps[position].name)' \(status == .failed ? "failed" : "was \(status.rawValue)")"
        return states[position].reason.map { "\(text): \($0)" } ?? text
    }
}
