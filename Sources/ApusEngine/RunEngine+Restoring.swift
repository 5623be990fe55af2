import ApusModel
import FoundationEssentials

extension RunEngine {
    /// Takes over what another engine left behind.
    mutating func restore(_ steps: [StepRun], liveAttempts: [Attempt.Key]) {
        for attempt in liveAttempts {
            if let position = position(of: attempt) { occupySlot(position, attempt.number) }
        }
        for step in steps where step.run == run {
            guard let position = graph.positions[step.step] else { continue }
            states[position].merge(step.attempts)
            states[position].cacheKey = step.cacheKey
            if step.status.isFinal {
                recordEnd(position, step)
            } else if let newest = states[position].attempts.last {
                states[position].phase = resumedPhase(position, newest)
            }
        }
        for position in states.indices where states[position].attempts.isEmpty {
            guard case .blocked = states[position].phase, let number = states[position].live.max() else { continue }
            states[position].spent = number
        }
    }

    /// Starts a new run, or goes on with a restored one.
    mutating func begin(at now: Date) {
        if hasBegun { return }
        hasBegun = true
        for position in states.indices {
            if case .over(let status) = states[position].phase, !status.hasOutputs { spread(position) }
        }
        if halt == .cancellation { applyHalt() }
        measureRun(at: now)
        for position in states.indices {
            stopFailed(position)
            switch states[position].phase {
            case .blocked:
                stopStartedAhead(position)
                if mayBegin(position) { prepare(position) }
            case .inFlight(let flight):
                measure(position, at: now)
                resume(position, flight)
            case .delayed:
                guard let newest = states[position].attempts.last, let failure = newest.finalFailure else { continue }
                let elapsed = newest.endedAt.map { now.timeIntervalSince($0) } ?? 0
                follow(position, failure, elapsed: max(elapsed, 0))
            case .lookingUp, .ready, .settling, .over: continue
            }
        }
    }

    /// Marks the step as over and takes it off what its downstream steps wait for.
    mutating func recordEnd(_ position: Int, _ step: StepRun) {
        if case .over = states[position].phase { return }
        states[position].phase = .over(step.status)
        states[position].outputs = step.outputs
        states[position].reason = step.reason ?? states[position].attempts.last?.failure?.message
        unfinishedCount -= 1
        if graph.steps[position].role == .main { unfinishedMainCount -= 1 }
        guard step.status.hasOutputs else { return }
        for waiting in graph.downstream[position] { states[waiting].remainingUpstream -= 1 }
    }

    /// Stops what another engine started ahead: that one may have stopped it already. The step gets another attempt.
    private mutating func stopStartedAhead(_ position: Int) {
        for number in states[position].live { actions.append(.stop(key(position, number))) }
    }

    private func resumedPhase(_ position: Int, _ newest: Attempt) -> StepState.Phase {
        newest.status.isFinal ? .delayed(newest.number + 1) : .inFlight(StepState.Flight(number: newest.number))
    }

    /// An attempt that the infrastructure never got is launched under the same number; one that ran and is no longer
    /// held has ended.
    private mutating func resume(_ position: Int, _ flight: StepState.Flight) {
        if states[position].live.contains(flight.number) || flight.isStopping { return }
        if halt(of: position) == nil, states[position].nextNumber == flight.number {
            enqueue(position)
        } else {
            ended(key(position, flight.number), nil)
        }
    }
}
