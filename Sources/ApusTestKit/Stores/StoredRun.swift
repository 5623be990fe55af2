import ApusCore
import ApusModel
import FoundationEssentials

/// A run in memory, with everything that belongs to it.
struct StoredRun: Sendable {
    var run: Run
    let plan: RunPlan
    /// In the plan's order.
    var steps: [StepRun]
    var isCancellationRequested = false
    var events: [RunEvent] = []
    /// The digests that each step names, with the sizes of their contents.
    var references: [String: [ContentDigest: Int64]] = [:]

    func position(_ step: String) throws(ApusError) -> Int {
        guard let position = steps.firstIndex(where: { $0.step == step }) else { throw .missingStep(step, of: run.id) }
        return position
    }

    func step(_ name: String) throws(ApusError) -> StepRun { steps[try position(name)] }

    /// Keeps a change and its event.
    mutating func keep(_ change: RunChange, at: Date) throws(ApusError) {
        switch change {
        case .run(let run): self.run = run
        case .step(let step):
            steps[try position(step.step)] = step
            hold(step.outputs.values, of: step.step)
        case .cancellationRequested: isCancellationRequested = true
        }
        events.append(RunEvent(sequence: Int64(events.count) + 1, at: at, change: change.event))
    }

    func batch(after cursor: Int64) -> RunEventReader.Batch {
        RunEventReader.Batch(events: events.filter { $0.sequence > cursor }, isLast: run.status.isFinal)
    }
}
