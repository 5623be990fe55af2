import ApusModel

extension RunEngine {
    mutating func cancel() { stopStarting(.cancellation) }

    /// Lets nothing new start from now on. The first reason stays, unless the new one stops more.
    mutating func stopStarting(_ reason: Halt) {
        if conclusion != .none || (halt?.rank ?? 0) >= reason.rank { return }
        halt = reason
        applyHalt()
    }

    mutating func applyHalt() {
        ready.removeAll()
        for position in graph.finally where states[position].phase == .ready { ready.insert(graph.ranks[position]) }
        for position in states.indices where graph.steps[position].role == .main {
            switch states[position].phase {
            case .blocked, .lookingUp, .ready, .delayed: giveUp(position)
            case .inFlight(let flight):
                if halt?.stopsAttempts == true { stop(position, flight) }
            case .settling, .over: continue
            }
        }
    }

    mutating func stop(_ position: Int, _ flight: StepState.Flight) {
        if flight.isStopping { return }
        var flight = flight
        flight.isStopping = true
        states[position].phase = .inFlight(flight)
        actions.append(.stop(key(position, flight.number)))
    }

    /// Ends a step of which nothing is under way, because nothing new starts.
    mutating func giveUp(_ position: Int) {
        guard let newest = states[position].attempts.last else {
            return settle(position, .skipped(reason: haltReason))
        }
        guard let failure = newest.finalFailure else { return abandon(position, newest) }
        if halt == .cancellation {
            settle(position, .cancelled(reason: haltReason))
        } else {
            settle(position, .failed(reason: "\(failure.message); not tried again: \(haltReason)"))
        }
    }

    /// Ends an attempt that the store has but that was not launched again.
    private mutating func abandon(_ position: Int, _ newest: Attempt) {
        var flight = StepState.Flight(number: newest.number)
        flight.isStopping = halt(of: position)?.stopsAttempts ?? false
        states[position].phase = .inFlight(flight)
        ended(key(position, newest.number), nil)
    }

    var haltReason: String {
        switch halt {
        case .cancellation: "the run was stopped on request"
        case .failure(let step), .failFast(let step): "step '\(step)' failed, and nothing starts after a failure"
        case .timeLimit: "the run took longer than its limit of \(Self.seconds(timeLimit ?? 0))"
        case nil: "the run stops"
        }
    }
}

extension RunEngine.Halt {
    /// Whether attempts under way are stopped too.
    var stopsAttempts: Bool {
        switch self {
        case .failure: false
        case .failFast, .timeLimit, .cancellation: true
        }
    }

    fileprivate var rank: Int {
        switch self {
        case .failure: 1
        case .failFast, .timeLimit: 2
        case .cancellation: 3
        }
    }
}
