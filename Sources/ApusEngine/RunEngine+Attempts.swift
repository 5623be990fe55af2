import ApusModel

extension RunEngine {
    /// Launches ready steps while there are slots, one at a time where launches keep a gap.
    mutating func launchReady() {
        while halt == nil, !isInLaunchGap, liveCount < maxParallelism, let rank = ready.removeFirst() {
            let position = graph.order[rank]
            if states[position].phase == .ready { launch(position, number: states[position].nextNumber) }
        }
        startAhead()
        makeRoom()
    }

    mutating func launch(_ position: Int, number: Int) {
        states[position].phase = .inFlight(StepState.Flight(number: number))
        states[position].isPrestarted = false
        occupySlot(position, number)
        if policy.launchGap > 0, !isInLaunchGap {
            isInLaunchGap = true
            actions.append(.startTimer(.launchGap, seconds: policy.launchGap))
        }
        let inputs = inputs(of: position)
        actions.append(.launch(key(position, number), inputs: inputs, cacheKey: states[position].cacheKey))
        justLaunched.append(position)
    }

    mutating func occupySlot(_ position: Int, _ number: Int) {
        if states[position].live.contains(number) { return }
        states[position].live.append(number)
        liveCount += 1
    }

    private mutating func freeSlot(_ position: Int, _ number: Int) {
        guard let index = states[position].live.firstIndex(of: number) else { return }
        states[position].live.remove(at: index)
        liveCount -= 1
        if leaving == key(position, number) { leaving = nil }
    }

    /// Another driver has launched a newer attempt: this engine goes on with that one.
    mutating func takeOver(_ position: Int, _ newest: Attempt) {
        var flight = StepState.Flight(number: newest.number)
        if let failure = newest.finalFailure {
            flight.isStopping = halt(of: position)?.stopsAttempts ?? false
            conclude(position, flight, failure)
        } else if halt(of: position)?.stopsAttempts == true {
            states[position].phase = .inFlight(flight)
            stop(position, flight)
        } else if newest.status == .launched {
            enqueue(position)
        } else {
            launch(position, number: newest.number)
        }
    }

    mutating func launchRefused(_ attempt: Attempt.Key) {
        guard let position = position(of: attempt) else { return }
        freeSlot(position, attempt.number)
        guard flight(position)?.number == attempt.number else { return }
        if states[position].attempts.contains(where: { $0.number == attempt.number }) {
            ended(attempt, nil)
        } else if halt(of: position) != nil {
            giveUp(position)
        } else {
            wait(position, seconds: policy.refusalDelay)
        }
    }

    mutating func launchFailed(_ attempt: Attempt.Key, _ failure: AttemptFailure) {
        guard let position = position(of: attempt) else { return }
        freeSlot(position, attempt.number)
        spend(position, attempt.number)
        guard var flight = flight(position), flight.number == attempt.number else { return }
        flight.hasEnded = true
        flight.failure = failure
        lose(position, flight)
    }

    mutating func ended(_ attempt: Attempt.Key, _ failure: AttemptFailure?) {
        guard let position = position(of: attempt) else { return }
        spend(position, attempt.number)
        guard var flight = flight(position), flight.number == attempt.number else { return }
        let isNews = !flight.hasEnded
        flight.hasEnded = true
        flight.failure = flight.failure ?? failure
        states[position].phase = .inFlight(flight)
        if isNews { actions.append(.startTimer(.report(attempt), seconds: policy.reportGrace)) }
    }

    mutating func gone(_ attempt: Attempt.Key) {
        guard let position = position(of: attempt) else { return }
        freeSlot(position, attempt.number)
        ended(attempt, nil)
    }

    mutating func timerFired(_ timer: EngineTimer) {
        switch timer {
        case .launchGap: isInLaunchGap = false
        case .launch(let attempt):
            guard let position = position(of: attempt), states[position].phase == .delayed(attempt.number)
            else { return }
            enqueue(position)
        case .report(let attempt):
            guard let position = position(of: attempt), let flight = flight(position), flight.number == attempt.number
            else { return }
            lose(position, flight)
        case .stepLimit(let attempt): stopOverdue(attempt)
        case .runLimit: stopStarting(.timeLimit)
        }
    }

    mutating func lose(_ position: Int, _ flight: StepState.Flight) {
        if !flight.hasEnded || flight.isGivenUp { return }
        var flight = flight
        flight.isLost = true
        flight.isGivenUp = states[position].attempts.contains { $0.number == flight.number }
        states[position].phase = .inFlight(flight)
        if !flight.isGivenUp { return }
        let unknown =
            flight.isStopping
            ? AttemptFailure(.cancelled, "the attempt was stopped")
            : AttemptFailure(.infrastructure, "the attempt ended without a report")
        actions.append(.lose(key(position, flight.number), flight.failure ?? unknown))
    }

    /// The store says that the attempt failed.
    mutating func conclude(_ position: Int, _ flight: StepState.Flight, _ failure: AttemptFailure) {
        if flight.isGivenUp { stopFailed(position) }
        if flight.isStopping {
            settle(position, .cancelled(reason: haltReason))
        } else {
            follow(position, failure, elapsed: 0)
        }
    }

    /// Tries the step again or ends it, as the kind of its newest failure says.
    /// - Parameter elapsed: seconds of a retry's delay that are over already.
    mutating func follow(_ position: Int, _ failure: AttemptFailure, elapsed: Double) {
        let state = states[position]
        switch failure.kind {
        case .command, .outputs:
            let policy = graph.steps[position].retry
            retry(position, failure, policy, used: state.failures(.command, .outputs), elapsed: elapsed)
        case .infrastructure:
            let own = policy.stepRetries[graph.steps[position].name] ?? policy.infrastructureRetry
            retry(position, failure, own.retryPolicy, used: state.failures(.infrastructure), elapsed: elapsed)
        case .permanent: settle(position, .failed(reason: failure.message))
        case .cancelled: settle(position, .cancelled(reason: failure.message))
        }
    }

    private mutating func retry(
        _ position: Int, _ failure: AttemptFailure, _ policy: RetryPolicy, used: Int, elapsed: Double
    ) {
        if halt(of: position) != nil { return giveUp(position) }
        releaseAhead(of: position)
        if used > policy.maximumRetries {
            let count = states[position].attempts.count
            let suffix = count > 1 ? " (attempt \(count) of \(count))" : ""
            return settle(position, .failed(reason: failure.message + suffix))
        }
        wait(position, seconds: min(policy.delay(beforeRetry: used), RetryPolicy.longestDelay) - elapsed)
    }

    private mutating func wait(_ position: Int, seconds: Double) {
        guard seconds > 0 else { return enqueue(position) }
        let number = states[position].nextNumber
        states[position].phase = .delayed(number)
        actions.append(.startTimer(.launch(key(position, number)), seconds: seconds))
    }
}
