public import ApusCore
public import ApusModel
public import FoundationEssentials

/// A new run of the plan of an earlier one, on the stack as it was then.
public struct RunRepetition: Sendable {
    /// With the components of the stack as it was.
    public let plan: RunPlan
    private let original: Run
    private let reused: [StepRun]

    /// From the first step on.
    /// - Parameter takesCached: whether steps may be answered from the cache.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when a secret that a step names is gone.
    public static func retry(
        of original: Run, takesCached: Bool, in store: any MetadataStore
    ) async throws -> RunRepetition {
        try await RunRepetition(original, reusing: [], takesCached: takesCached, store)
    }

    /// Of the steps that did not succeed, and of what depends on them.
    /// - Parameters:
    ///   - start: runs again too, with all that depends on it, even if it succeeded.
    ///   - takesCached: whether steps that run may be answered from the cache.
    /// - Throws: as ``retry(of:takesCached:in:)``; `.inUse` while the run goes on; `.invalidArgument` when all of its
    ///   steps succeeded and no `start` is given.
    public static func resumption(
        of original: Run, from start: String? = nil, takesCached: Bool, in store: any MetadataStore
    ) async throws -> RunRepetition {
        if !original.status.isFinal { throw ApusError.notOver(original) }
        let steps = try await store.steps(of: original.id)
        if start == nil, steps.allSatisfy(\.status.hasOutputs) {
            throw ApusError(
                .invalidArgument, "run '\(original.name)' has nothing to resume", reason: "all of its steps succeeded",
                hint: "add --from STEP to run a step again, or apus run retry \(original.name)")
        }
        let reused = try await store.plan(of: original.id).reusable(steps, runningAgainFrom: start)
        return try await RunRepetition(original, reusing: reused, takesCached: takesCached && start == nil, store)
    }

    private init(
        _ original: Run, reusing steps: [StepRun], takesCached: Bool, _ store: any MetadataStore
    ) async throws {
        var plan = try await store.plan(of: original.id)
        for index in plan.steps.indices { plan.steps[index].mustRun = !takesCached }
        let secrets = SecretService(store: store)
        for step in plan.steps { try await secrets.check(step.secrets, for: "step '\(step.name)'") }
        self.plan = plan
        self.original = original
        reused = steps
    }

    /// Has a stored run of the plan begin with what is taken over.
    public func takeOver(by run: Run, in store: any MetadataStore, at: Date) async throws {
        for step in reused {
            do {
                try await takeOver(step, from: step.cachedFrom ?? original.id, by: run, in: store, at: at)
            } catch let error as ApusError where error.code == .conflict && step.cachedFrom != nil {
                // Where the outputs were first is removed.
                try await takeOver(step, from: original.id, by: run, in: store, at: at)
            }
        }
    }

    private func takeOver(
        _ step: StepRun, from source: Identifier<Run>, by run: Run, in store: any MetadataStore, at: Date
    ) async throws {
        let settlement = StepSettlement.cached(
            key: step.cacheKey, from: source, outputs: step.outputs, metrics: step.keptMetrics)
        _ = try await store.settle(step.step, of: run.id, as: settlement, at: at)
    }
}
