public import ApusModel
import FoundationEssentials

/// Why a step is where it is, in words, by what the store knows.
public struct StepExplanation: Sendable {
    private let run: Run
    private let plan: RunPlan
    private let steps: [String: StepRun]
    private let step: StepRun

    /// - Parameters:
    ///   - step: one of `steps`, which are those of the run.
    public init(of step: StepRun, in run: Run, plan: RunPlan, steps: [StepRun]) {
        self.run = run
        self.plan = plan
        self.steps = Dictionary(steps.map { ($0.step, $0) }) { first, _ in first }
        self.step = step
    }

    /// The attempt that the infrastructure has, or is to have.
    public var liveAttempt: Attempt.Key? {
        guard !step.status.isFinal, let newest = step.attempts.last, !newest.status.isFinal else { return nil }
        return Attempt.Key(run: run.id, step: step.step, number: newest.number)
    }

    /// A paragraph.
    public var text: String { ([state] + earlierFailures).joined(separator: " ") }

    private var state: String {
        let name = "Step '\(step.step)'"
        switch step.status {
        case .pending: return "\(name) \(waiting)"
        case .launching:
            let launch = moment(step.attempts.last?.launchedAt)
            return "\(name) was handed to the infrastructure\(launch) and has not begun."
        case .running:
            let holder = step.attempts.last?.holder.map { ", by \($0)" } ?? ""
            return "\(name) runs\(moment(step.startedAt))\(holder)."
        case .succeeded: return "\(name) succeeded\(ordinal)."
        case .cached:
            let source = step.cachedFrom.map { "run \($0)" } ?? "an earlier run"
            return "\(name) did not run: its outputs are those of \(source)."
        case .failed: return "\(name) failed\(ordinal): \(step.reason ?? newestFailure ?? "no reason is known")."
        case .skipped: return "\(name) did not run: \(step.reason ?? "the run stopped first")."
        case .cancelled: return "\(name) was stopped: \(step.reason ?? "that was asked for")."
        }
    }

    private var waiting: String {
        if run.status.isFinal { return "never began: the run \(run.status.rawValue) first." }
        let planned = plan.step(step.step)
        let unfinished = planned?.role == .finally ? unfinishedMainSteps : 0
        if unfinished > 0 {
            return "waits for the main steps to end: \(unfinished) of them \(unfinished == 1 ? "is" : "are") not over."
        }
        let upstream = planned?.upstream ?? []
        let open = upstream.compactMap { steps[$0] }.filter { !$0.status.hasOutputs }
        if !open.isEmpty {
            return "waits for \(open.map { "'\($0.step)', which is \($0.status.rawValue)" }.joined(separator: ", "))."
        }
        if run.status == .initializing { return "waits for the run to be taken up by its orchestrator." }
        if run.status == .stopping, planned?.role != .finally {
            return "does not begin any more: the run is being stopped."
        }
        if !step.attempts.isEmpty { return "waits for its next attempt." }
        let live = steps.values.count { $0.status == .launching || $0.status == .running }
        if let most = plan.maxParallelism, live >= most {
            return "waits for a place: \(live) steps run, and at most \(most) may at once."
        }
        return "is about to begin."
    }

    private var unfinishedMainSteps: Int {
        plan.steps.count { $0.role == .main && steps[$0.name]?.status.isFinal != true }
    }

    /// What became of the attempts before the one that the state tells of.
    private var earlierFailures: [String] {
        let isNewestTold = step.status == .failed && (step.reason == nil || step.reason == newestFailure)
        return step.attempts.dropLast(isNewestTold ? 1 : 0).compactMap { attempt in
            attempt.failure.map { "Attempt \(attempt.number) failed (\($0.kind.rawValue)): \($0.message)." }
        }
    }

    private var newestFailure: String? { step.attempts.last?.failure?.message }

    private var ordinal: String { step.attempts.count > 1 ? " in attempt \(step.attempts.count)" : "" }

    private func moment(_ date: Date?) -> String { date.map { " at \(Timestamp.text($0))" } ?? "" }
}
