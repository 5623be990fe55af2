import ApusAPI
import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

/// Runs that the server itself submits, for a member at a browser.
struct ServerRuns: Sendable {
    let store: any MetadataStore
    let stacks: ReachedStacks
    let tokens: AccessTokens
    /// Where pods reach the server; `nil` where that is not known.
    let url: String?
    /// Whether this server knows pods by their own tokens.
    let verifiesPrograms: Bool
    let now: @Sendable () -> Date

    /// Runs what `repetition` says, as `apus run retry` and `apus run resume` do.
    /// - Parameter hint: the command that does the same from elsewhere.
    /// - Throws: ``/ApusModel/ApusError`` with `.rejected` where the server cannot do it; what the orchestrator throws.
    func start(_ repetition: RunRepetition, hint: String) async throws -> Run {
        let plan = repetition.plan
        let (parts, environment) = try await parts(of: plan, hint)
        try await parts.orchestrator.diagnose(plan, in: environment)
            .throwErrors(of: "stack '\(plan.stack)' cannot run pipeline '\(plan.pipeline)' now")
        let run = Run.new(of: plan, at: now())
        try await store.create(run, plan: plan)
        try await repetition.takeOver(by: run, in: store, at: now())
        return try await submit(run, parts, environment)
    }

    /// Runs the schedule's pipeline now, as `apus pipeline schedule trigger` does.
    /// - Throws: as ``start(_:hint:)``.
    func trigger(_ schedule: Schedule, hint: String) async throws -> Run {
        let (parts, environment) = try await parts(of: store.plan(of: schedule.id), hint)
        let firing = Firing.triggered("trigger-\(Identifier<Run>.make())")
        let run = try await store.fire(schedule.id, firing, by: nil, at: now())
        return try await submit(run, parts, environment)
    }

    private func submit(_ run: Run, _ parts: StackParts, _ environment: RunEnvironment) async throws -> Run {
        let submitted = SubmittedRun(run: run, plan: try await store.plan(of: run.id), environment: environment)
        _ = try await submitted.submit(to: parts.orchestrator, at: now())
        return run
    }

    private func parts(of plan: RunPlan, _ hint: String) async throws -> (StackParts, RunEnvironment) {
        let parts = try await stacks.parts(of: plan, hint: hint)
        guard let url else {
            throw ApusError(
                .rejected, "the server cannot do this for you",
                reason: "it does not know by which address pods reach it",
                hint: "\(hint); or start the server with --base-url URL")
        }
        let server = RunEnvironment.Server(
            url: url, verifiesPrograms: { [verifiesPrograms] in verifiesPrograms },
            runToken: { [tokens] in try await tokens.make(for: $0, lifetime: nil).token },
            scheduleToken: { [tokens] in try await tokens.make(for: $0) })
        // Nothing is started on this machine.
        return (parts, parts.environment(store: store, server: server, programs: stacks.flavors.home))
    }
}
