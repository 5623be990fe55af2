import ApusEngine
import ApusModel
import ApusTestKit
import FoundationEssentials

extension Simulation {
    /// Something goes wrong: the driver is replaced, an event is repeated or is an old one, somebody cancels.
    mutating func disturb() throws {
        switch random.below(6) {
        case 0: try restart()
        case 1 where random.chance(30) && outcome == nil:
            store.requestCancellation()
            if store.isCancelled { pendingEvents.append(.cancellationRequested) }
        case 2 where !pendingEvents.isEmpty:
            try deliver(pendingEvents[random.below(pendingEvents.count)])
        case 3 where !timers.isEmpty: try deliver(.timerFired(timers[random.below(timers.count)]))
        case 4 where !attempts.isEmpty:
            let attempt = attempts[random.below(attempts.count)]
            // No launcher says that of an attempt that it was asked for since.
            if attempt.stage == .gone, !engine.liveAttempts.contains(attempt.key) {
                pendingEvents.append(.gone(attempt.key))
            }
        default:
            if !store.history.isEmpty { pendingEvents.append(.step(store.history[random.below(store.history.count)])) }
        }
    }

    /// The driver dies with all that it had in mind; another one takes over.
    mutating func restart() throws {
        trace?.append("restart")
        restarts += 1
        pendingActions = []
        pendingEvents = []
        timers = []
        startedAhead = []
        handedOver = []
        outcome = nil
        let held = attempts.filter { $0.stage != .gone }.map(\.key)
        let isCancelled = store.isCancelled && random.chance(50)
        engine = try RunEngine(
            run: id, plan: plan, policy: policy, restoring: store.steps, liveAttempts: held, startedAt: start,
            isCancelled: isCancelled, mainOutcome: store.mainOutcome)
        twin = engine
        bare = nil
        if plan.hasFinallySteps, store.mainOutcome == nil {
            bare = try RunEngine(
                run: id, plan: plan.withoutFinallySteps, policy: policy, restoring: store.steps, liveAttempts: held,
                startedAt: start, isCancelled: isCancelled)
        }
        if let limit = plan.timeLimit, now.timeIntervalSince(start) >= limit { isOverdue = true }
        for attempt in attempts where attempt.stage == .ended {
            pendingEvents.append(.ended(attempt.key, attempt.failure))
        }
        if store.isCancelled { pendingEvents.append(.cancellationRequested) }
        try deliver(.begin(at: now))
    }

    /// Does what a driver would do.
    mutating func perform(_ index: Int) {
        var index = index
        if case .stop(let key) = pendingActions[index] {
            index = pendingActions.firstIndex { $0.starts(key) } ?? index
        }
        if case .launch(let key, _, _) = pendingActions[index] {
            index = pendingActions.firstIndex(of: .prestart(key)) ?? index
        }
        let action = pendingActions.remove(at: index)
        trace?.append("perform \(action)")
        switch action {
        case .lookUp(let step, let seed, _):
            var hit: StepRun?
            if store.cached.contains(step) {
                hit = StepRun(run: Identifier(rawValue: "old"), step: step, outputs: outputs(step))
            }
            pendingEvents.append(.lookedUp(step: step, key: seed, hit: hit))
        case .launch(let key, let inputs, _): launch(key, inputs)
        case .prestart(let key): start(key)
        case .stop(let key):
            if let attempt = attempts.firstIndex(where: { $0.key == key && $0.stage != .gone }) {
                attempts[attempt].isStopped = true
            } else {
                pendingEvents.append(.gone(key))
            }
        case .lose(let key, let failure):
            _ = store.fail(key, failure, at: now)
            tell(key.step)
        case .settle(let step, let settlement):
            store.settle(step, settlement)
            tell(step)
        case .conclude(let outcome):
            let kept = store.conclude(outcome)
            pendingEvents.append(.concluded(kept))
            bare = nil
        case .startTimer, .finish: break
        }
    }

    private mutating func launch(_ key: Attempt.Key, _ inputs: [String: Artifact]) {
        guard store.launch(key, inputs: inputs, at: now) else {
            tell(key.step)
            pendingEvents.append(.launchRefused(key))
            return
        }
        tell(key.step)
        if handedOver.remove(key) == nil { start(key) }
    }

    private mutating func start(_ key: Attempt.Key) {
        if attempts.contains(where: { $0.key == key && $0.stage != .gone }) { return }
        let fates = SimulatedAttempt.Fate.allCases
        var fate =
            chaos > 0 && random.chance(60) ? fates[random.below(fates.count)] : random.chance(80) ? .succeeds : .fails
        if fate == .hangs, plan.step(key.step)?.timeLimit == nil { fate = .fails }
        if fate == .isRefused {
            pendingEvents.append(.launchFailed(key, AttemptFailure(.permanent, "no such image")))
        } else {
            attempts.append(SimulatedAttempt(key: key, fate: fate))
        }
    }

    /// Lets an attempt take its next step.
    mutating func move(_ index: Int) throws {
        let key = attempts[index].key
        trace?.append("move \(key) from \(attempts[index].stage), \(attempts[index].fate)")
        switch attempts[index].stage {
        case .waiting:
            let isAhead = !attempts[index].isStopped && attempts[index].fate != .neverStarts && store.awaits(key)
            if isAhead { return }
            if attempts[index].fate == .neverStarts || attempts[index].isStopped || !store.claim(key, at: now) {
                attempts[index].stage = .done
                if attempts[index].fate == .neverStarts {
                    attempts[index].failure = AttemptFailure(.infrastructure, "the node is gone")
                }
            } else {
                attempts[index].stage = .claimed
            }
            tell(key.step)
        case .claimed:
            if attempts[index].fate == .hangs, !attempts[index].isStopped { return }
            work(index)
            attempts[index].stage = .done
            tell(key.step)
        case .done:
            attempts[index].stage = .ended
            if random.chance(70) { pendingEvents.append(.ended(key, attempts[index].failure)) }
        case .ended:
            attempts[index].stage = .gone
            pendingEvents.append(.gone(key))
        case .gone: break
        }
    }

    private mutating func work(_ index: Int) {
        let key = attempts[index].key
        if attempts[index].isStopped, random.chance(70) {
            if random.chance(50) { _ = store.fail(key, AttemptFailure(.cancelled, "it was told to stop"), at: now) }
            return
        }
        switch attempts[index].fate {
        case .succeeds: _ = store.report(key, outputs: outputs(key.step), at: now)
        case .fails:
            let kind: AttemptFailure.Kind = random.chance(70) ? .command : .outputs
            _ = store.fail(key, AttemptFailure(kind, "exit code 1", exitCode: 1), at: now)
        case .vanishes: attempts[index].failure = AttemptFailure(.infrastructure, "the node is gone")
        case .isDeclaredDead:
            pendingEvents.append(.ended(key, AttemptFailure(.infrastructure, "the node does not answer")))
            if random.chance(50), store.fail(key, AttemptFailure(.infrastructure, "lost"), at: now) { tell(key.step) }
            _ = store.report(key, outputs: outputs(key.step), at: now)
        case .succeedsButLooksFailed:
            _ = store.report(key, outputs: outputs(key.step), at: now)
            attempts[index].failure = AttemptFailure(.infrastructure, "evicted")
        case .neverStarts, .isRefused, .hangs: break
        }
    }

    private mutating func tell(_ step: String) {
        if let state = store[step] { pendingEvents.append(.step(state)) }
    }

    private func outputs(_ step: String) -> [String: Artifact] {
        guard let planned = plan.step(step), let content = artifact(step.utf8.reduce(0) { $0 * 31 + Int($1) }) else {
            return [:]
        }
        return Dictionary(uniqueKeysWithValues: planned.outputs.map { ($0, content) })
    }
}

extension EngineAction {
    /// Whether it brings the attempt to the infrastructure.
    fileprivate func starts(_ key: Attempt.Key) -> Bool {
        switch self {
        case .launch(key, _, _), .prestart(key): true
        default: false
        }
    }
}
