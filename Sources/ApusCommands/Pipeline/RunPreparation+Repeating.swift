import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

extension RunPreparation {
    /// A new run of the plan of an earlier one, on the stack as it was then.
    /// - Parameters:
    ///   - steps: those of the earlier run whose outputs are taken over.
    ///   - takesCached: whether the others may be answered from the cache.
    ///   - mustGoOnAlone: whether the run has to go on without this process.
    func repetition(
        of original: Run, reusing steps: [StepRun], takesCached: Bool, mustGoOnAlone: Bool
    ) async throws -> PreparedRun {
        var plan = try await session.store.plan(of: original.id)
        for index in plan.steps.indices { plan.steps[index].mustRun = !takesCached }
        for step in plan.steps { try await session.secrets.check(step.secrets, for: "step '\(step.name)'") }
        let components = Dictionary(uniqueKeysWithValues: plan.components.map { ($0.type, $0.id) })
        let stack = ResolvedStack(
            stack: Stack(name: plan.stack, components: components, createdAt: original.createdAt),
            components: plan.components)
        let parts = try await StackParts(stack, session)
        let prepared = try await prepare(plan, parts, mustGoOnAlone: mustGoOnAlone)
        for step in steps {
            let source = step.cachedFrom ?? original.id
            let settlement = StepSettlement.cached(key: step.cacheKey, from: source, outputs: step.outputs)
            _ = try await session.store.settle(step.step, of: prepared.run.run.id, as: settlement, at: Date())
        }
        return prepared
    }
}
