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
///
/// Finally steps wait until every main step is over and the store keeps how that part of the run ended. From then on
/// neither the run's time limit nor a request to cancel stops anything.
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
    var unfinishedMainCount: Int
    var conclusion: Conclusion
    var halt: Halt?
    /// Positions of main steps that failed for good, in the order in which that was learned.
    var failed: [Int] = []
    /// The same of finally steps.
    var failedFinally: [Int] = []
    var hasBegun = false
    var isFinished = false
    var actions: [EngineAction] = []

    /// An engine for a new run, or for one that another engine has driven before.
    /// - Parameters:
    ///   - steps: the steps as the store has them; steps that are left out are pending.
    ///   - liveAttempts: what the infrastructure holds of the run.
    ///   - startedAt: when the run's first driver took it up, for its time limit; `nil` for now.
    ///   - isCancelled: whether somebody has asked for the run to be stopped already.
    ///   - mainOutcome: what the store keeps as the end of the run's main part; `nil` while that goes on.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` when the plan's steps are not in topological order.
    public init(
        run: Identifier<Run>, plan: RunPlan, policy: EnginePolicy = EnginePolicy(), restoring steps: [StepRun] = [],
        liveAttempts: [Attempt.Key] = [], startedAt: Date? = nil, isCancelled: Bool = false,
        mainOutcome: RunOutcome? = nil
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
        unfinishedMainCount = plan.steps.count - graph.finally.count
        conclusion = mainOutcome.map(Conclusion.kept) ?? .none
        halt = isCancelled && mainOutcome == nil ? .cancellation : nil
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
        case .takeoverRefused(let step): takeoverRefused(step)
        case .step(let step): learn(step)
        case .launchRefused(let attempt): launchRefused(attempt)
        case .launchFailed(let attempt, let failure): launchFailed(attempt, failure)
        case .ended(let attempt, let failure): ended(attempt, failure)
        case .gone(let attempt): gone(attempt)
        case .timerFired(let timer): timerFired(timer)
        case .cancellationRequested: cancel()
        case .concluded(let outcome): concluded(outcome)
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
}
