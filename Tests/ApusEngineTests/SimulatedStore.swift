import ApusModel
import FoundationEssentials

/// The part of a store that decides which attempt is accepted, as its contract says.
struct SimulatedStore {
    let run: Identifier<Run>
    private(set) var steps: [StepRun]
    private let positions: [String: Int]
    private(set) var isCancelled = false
    private(set) var mainOutcome: RunOutcome?
    /// How often each step ended; more than once is a defect.
    private(set) var ends: [Int]
    /// Every state of every step since the beginning.
    private(set) var history: [StepRun] = []
    let cached: Set<String>

    init(run: Identifier<Run>, plan: RunPlan, cached: Set<String>) {
        self.run = run
        self.cached = cached
        steps = plan.steps.map { StepRun(run: run, step: $0.name) }
        positions = Dictionary(uniqueKeysWithValues: plan.steps.enumerated().map { ($1.name, $0) })
        ends = plan.steps.map { _ in 0 }
    }

    subscript(name: String) -> StepRun? { positions[name].map { steps[$0] } }

    mutating func requestCancellation() { if mainOutcome == nil { isCancelled = true } }

    mutating func conclude(_ outcome: RunOutcome) -> RunOutcome {
        let kept = mainOutcome ?? outcome
        mainOutcome = kept
        return kept
    }

    /// - Returns: whether the launch was recorded, now or before.
    mutating func launch(_ key: Attempt.Key, inputs: [String: Artifact], at now: Date) -> Bool {
        guard let position = positions[key.step] else { return false }
        let step = steps[position]
        if step.status.isFinal { return false }
        let newest = step.attempts.last
        if newest?.number == key.number { return true }
        if key.number <= newest?.number ?? 0 || newest.map({ $0.status != .failed }) == true { return false }
        steps[position].attempts.append(Attempt(number: key.number, launchedAt: now))
        steps[position].status = .launching
        steps[position].inputs = inputs
        history.append(steps[position])
        return true
    }

    /// Whether the attempt may still be launched.
    func awaits(_ key: Attempt.Key) -> Bool {
        guard let step = self[key.step], !step.status.isFinal else { return false }
        return key.number > step.attempts.last?.number ?? 0
    }

    mutating func claim(_ key: Attempt.Key, at now: Date) -> Bool {
        guard let (position, attempt) = active(key) else { return false }
        if steps[position].attempts[attempt].status == .launched {
            steps[position].attempts[attempt].status = .claimed
            steps[position].status = .running
            history.append(steps[position])
        }
        return true
    }

    mutating func report(_ key: Attempt.Key, outputs: [String: Artifact], at now: Date) -> Bool {
        guard let (position, attempt) = active(key), steps[position].attempts[attempt].status == .claimed else {
            return false
        }
        steps[position].attempts[attempt].status = .succeeded
        steps[position].outputs = outputs
        end(position, .succeeded, nil)
        return true
    }

    mutating func fail(_ key: Attempt.Key, _ failure: AttemptFailure, at now: Date) -> Bool {
        guard let (position, attempt) = active(key) else { return false }
        steps[position].attempts[attempt].status = .failed
        steps[position].attempts[attempt].failure = failure
        steps[position].attempts[attempt].endedAt = now
        history.append(steps[position])
        return true
    }

    mutating func settle(_ name: String, _ settlement: StepSettlement) {
        guard let position = positions[name], !steps[position].status.isFinal else { return }
        switch settlement {
        case .cached(_, let run, let outputs, _):
            steps[position].outputs = outputs
            steps[position].cachedFrom = run
            end(position, .cached, nil)
        case .skipped(let reason): end(position, .skipped, reason)
        case .failed(let reason): end(position, .failed, reason)
        case .cancelled(let reason): end(position, .cancelled, reason)
        }
    }

    /// Where the attempt is, if it is its step's newest one, not over, and neither is the step.
    private func active(_ key: Attempt.Key) -> (position: Int, attempt: Int)? {
        guard let position = positions[key.step], !steps[position].status.isFinal,
            let newest = steps[position].attempts.last, newest.number == key.number,
            newest.status == .launched || newest.status == .claimed
        else { return nil }
        return (position, steps[position].attempts.count - 1)
    }

    private mutating func end(_ position: Int, _ status: StepStatus, _ reason: String?) {
        steps[position].status = status
        steps[position].reason = reason
        ends[position] += 1
        history.append(steps[position])
    }
}
