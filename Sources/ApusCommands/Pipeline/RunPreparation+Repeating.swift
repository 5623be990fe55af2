import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

extension RunPreparation {
    /// A stored run that repeats an earlier one.
    /// - Parameter mustGoOnAlone: whether the run has to go on without this process.
    func prepare(_ repetition: RunRepetition, mustGoOnAlone: Bool) async throws -> PreparedRun {
        let plan = repetition.plan
        let parts = try await StackParts(plan.components, of: "stack '\(plan.stack)'", session)
        let prepared = try await prepare(plan, parts, mustGoOnAlone: mustGoOnAlone)
        try await repetition.takeOver(by: prepared.run.run, in: session.store, at: Date())
        return prepared
    }
}
