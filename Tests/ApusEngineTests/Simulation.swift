import ApusEngine
import ApusModel
import ApusTestKit
import FoundationEssentials

/// A run of a random plan in a world that fails, restarts, reorders and repeats, all by one seed.
struct Simulation {
    let plan: RunPlan
    let id = Identifier<Run>(rawValue: "run")
    let policy: EnginePolicy
    var random: SeededGenerator
    var store: SimulatedStore
    var engine: RunEngine
    /// Gets the same events; must give the same actions.
    var twin: RunEngine
    /// Has the same plan without its finally steps, and gets the same events until the main part is over; must act
    /// the same until then. `nil` when there are no finally steps or their turn has come.
    var bare: RunEngine?
    var attempts: [SimulatedAttempt] = []
    var pendingActions: [EngineAction] = []
    var pendingEvents: [EngineEvent] = []
    var timers: [EngineTimer] = []
    var now = Date(timeIntervalSince1970: 1_000_000)
    /// How many faults of the world are still to come; each kind of chaos takes from it, so that runs end.
    var chaos: Int
    var outcome: RunOutcome?
    var restarts = 0
    /// What the driver has handed over ahead of its launch, and has not seen go.
    var startedAhead: Set<Attempt.Key> = []
    /// What only has to be recorded, because it was started ahead.
    var handedOver: Set<Attempt.Key> = []
    /// Whether the run has had all its time.
    var isOverdue = false
    let start: Date
    /// What happened, when it is wanted.
    var trace: [String]?

    init(seed: UInt64, isTraced: Bool = false) throws {
        random = SeededGenerator(seed: seed)
        plan = RandomPlan.make(&random)
        policy = EnginePolicy(
            infrastructureRetry: InfrastructureRetryPolicy(maximumRetries: random.below(3), delay: 1),
            launchGap: seed % 5 == 0 ? 0.5 : 0,
            prestartedLevels: seed % 3 == 0 ? Int(seed % 4) : 0, takesCached: seed % 7 > 0, reportGrace: 2)
        var cached: Set<String> = []
        for step in plan.steps where random.chance(30) { cached.insert(step.name) }
        store = SimulatedStore(run: id, plan: plan, cached: cached)
        start = now
        engine = try RunEngine(run: id, plan: plan, policy: policy, startedAt: start)
        twin = engine
        if plan.hasFinallySteps {
            bare = try RunEngine(run: id, plan: plan.withoutFinallySteps, policy: policy, startedAt: start)
        }
        chaos = random.below(12)
        trace = isTraced ? [] : nil
    }

    /// Runs to the end.
    /// - Throws: ``SimulationFailure`` when a rule is broken.
    mutating func run() throws {
        try deliver(.begin(at: now))
        for _ in 0..<20_000 {
            if outcome != nil, !engine.hasLiveAttempts { return try checkEnd() }
            if try !step() { throw SimulationFailure("nothing can happen any more, and the run is not over") }
        }
        throw SimulationFailure("the run does not end")
    }

    /// Lets one thing happen.
    /// - Returns: whether anything could.
    private mutating func step() throws -> Bool {
        now += 0.5
        if chaos > 0, random.chance(8) {
            chaos -= 1
            try disturb()
            return true
        }
        let movable = attempts.indices.filter { attempts[$0].stage != .gone }
        let total = pendingActions.count + pendingEvents.count + movable.count + timers.count
        guard total > 0 else { return false }
        var choice = random.below(total)
        if choice < pendingActions.count {
            perform(choice)
            return true
        }
        choice -= pendingActions.count
        if choice < pendingEvents.count {
            try deliver(pendingEvents.remove(at: choice))
            return true
        }
        choice -= pendingEvents.count
        if choice < movable.count {
            try move(movable[choice])
        } else {
            try deliver(.timerFired(timers.remove(at: choice - movable.count)))
        }
        return true
    }

    mutating func deliver(_ event: EngineEvent) throws {
        trace?.append("event \(event)")
        if event == .timerFired(.runLimit) { isOverdue = true }
        if case .gone(let key) = event { startedAhead.remove(key) }
        let before = outcome
        let actions = engine.handle(event)
        if actions != twin.handle(event) { throw SimulationFailure("equal engines act differently after \(event)") }
        if let expected = bare?.handle(event), expected != actions.compactMap({ $0.withoutFinallySteps(of: plan) }) {
            throw SimulationFailure("finally steps change the main part: without them \(event) leads to \(expected)")
        }
        for action in actions {
            trace?.append("  action \(action)")
            switch action {
            case .launch(let key, let inputs, _):
                try checkLaunch(key, inputs)
                if startedAhead.remove(key) != nil {
                    handedOver.insert(key)
                } else {
                    pendingEvents.removeAll { $0 == .gone(key) }
                }
            case .prestart(let key):
                try checkPrestart(key)
                startedAhead.insert(key)
                pendingEvents.removeAll { $0 == .gone(key) }
            case .startTimer(let timer, let seconds):
                if seconds <= 0 { throw SimulationFailure("a timer of \(seconds) seconds") }
                timers.append(timer)
                continue
            case .finish(let end):
                if before != nil { throw SimulationFailure("the run is finished twice") }
                outcome = end
                continue
            case .lookUp, .stop, .lose, .settle, .conclude: break
            }
            pendingActions.append(action)
        }
    }
}
