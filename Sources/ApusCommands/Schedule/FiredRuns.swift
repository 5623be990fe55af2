import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

/// Starts runs of a schedule from here, on the components that it was compiled for.
struct FiredRuns {
    private let schedule: Schedule
    private let parts: StackParts
    private let session: Session

    init(of schedule: Schedule, _ session: Session) async throws {
        self.schedule = schedule
        self.session = session
        parts = try await SchedulePlacement(session: session).parts(of: schedule).parts
    }

    /// Makes the run of `firing` and submits it.
    /// - Parameter waiting: whether to stay until its end.
    /// - Returns: the run as it is when this returns.
    func run(_ firing: Firing, waiting: Bool) async throws -> Run {
        let run = try await session.store.fire(schedule.id, firing, by: nil, at: Date())
        let submitted = SubmittedRun(
            run: run, plan: try await session.store.plan(of: run.id), environment: try await parts.environment(session))
        let prepared = PreparedRun(run: submitted, orchestrator: parts.orchestrator, isRemote: parts.isRemote)
        return try await RunFollower(session: session).run(prepared, waiting: waiting)
    }
}
