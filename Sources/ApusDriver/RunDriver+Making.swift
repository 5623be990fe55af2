public import ApusCore
public import ApusEngine
public import ApusModel
public import Logging

extension RunDriver {
    /// As ``drive()``, with a launcher that is made for the run once the store says what it is.
    ///
    /// A store or an infrastructure that is unavailable meanwhile is waited for too.
    /// - Parameters:
    ///   - clock: what waiting is done by.
    ///   - launcher: makes the launcher, and says what the plan wants the engine to decide by; called again while what it
    ///     needs is unavailable, and not at all for a run that is over.
    /// - Throws: as ``drive()``, and whatever `launcher` throws that trying again cannot help.
    public static func drive(
        _ id: Identifier<Run>, store: any RunStore, timing: DriverTiming = DriverTiming(),
        clock: any Clock<Duration> = ContinuousClock(), logger: Logger,
        launcher: @Sendable (Run, RunPlan) async throws -> (any StepLauncher, EnginePolicy)
    ) async throws -> Run {
        let persistently = Perseverance(timing: timing, clock: clock, logger: logger)
        guard let run = try await persistently("read the run", { try await store.run(id) }) else {
            throw unknown(id)
        }
        if run.status.isFinal { return run }
        let plan = try await persistently("read the plan") { try await store.plan(of: id) }
        let (made, policy) = try await persistently("reach the infrastructure") { try await launcher(run, plan) }
        let driver = RunDriver(
            run: id, store: store, launcher: made, policy: policy, timing: timing, clock: clock, logger: logger)
        return try await driver.drive(plan, isNew: run.startedAt == nil)
    }

    static func unknown(_ id: Identifier<Run>) -> ApusError {
        ApusError(.notFound, "there is no run '\(id)'", hint: "apus run list")
    }
}
