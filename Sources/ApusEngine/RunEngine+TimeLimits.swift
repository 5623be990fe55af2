import ApusModel
import FoundationEssentials

extension RunEngine {
    /// Begins to measure the time of the step's attempt once a runner holds it: waiting for a place does not count.
    /// - Parameter now: for an attempt that another driver saw begin; `nil` for one that begins now.
    mutating func measure(_ position: Int, at now: Date?) {
        guard let limit = graph.steps[position].timeLimit, var flight = flight(position), !flight.isTimed,
            !flight.isStopping, let newest = states[position].attempts.last, newest.number == flight.number,
            newest.status == .claimed
        else { return }
        flight.isTimed = true
        states[position].phase = .inFlight(flight)
        let elapsed = now.flatMap { now in newest.claimedAt.map(now.timeIntervalSince) } ?? 0
        startTimer(.stepLimit(key(position, flight.number)), limit, elapsed: elapsed)
    }

    mutating func measureRun(at now: Date) {
        guard let timeLimit, halt == nil, conclusion == .none else { return }
        startTimer(.runLimit, timeLimit, elapsed: startedAt.map(now.timeIntervalSince) ?? 0)
    }

    /// Has the store record that an attempt took too long. It is stopped once that is known: then what it says of its
    /// end does not count.
    mutating func stopOverdue(_ attempt: Attempt.Key) {
        guard let position = position(of: attempt), var flight = flight(position), flight.number == attempt.number,
            !flight.hasEnded, !flight.isStopping
        else { return }
        let limit = Self.seconds(graph.steps[position].timeLimit ?? 0)
        flight.hasEnded = true
        flight.failure = AttemptFailure(.command, "the step took longer than its limit of \(limit)")
        lose(position, flight)
    }

    /// Stops attempts of a step with a limit that failed and are still there: nothing else may end them.
    mutating func stopFailed(_ position: Int) {
        guard graph.steps[position].timeLimit != nil else { return }
        for number in states[position].live {
            let attempt = states[position].attempts.last { $0.number == number }
            if attempt?.status == .failed { actions.append(.stop(key(position, number))) }
        }
    }

    private mutating func startTimer(_ timer: EngineTimer, _ limit: Double, elapsed: Double) {
        if elapsed >= limit {
            timerFired(timer)
        } else {
            actions.append(.startTimer(timer, seconds: limit - max(elapsed, 0)))
        }
    }

    /// `90 s`, `0.5 s`
    static func seconds(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number)) s" : "\(number) s"
    }
}
