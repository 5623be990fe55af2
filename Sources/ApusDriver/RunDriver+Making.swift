public import ApusCore
public import ApusEngine
public import ApusModel
public import Logging

extension RunDriver {
    /// As ``drive()``, with a launcher that is made for the run once the store says what it is.
    ///
    /// A store or an infrastructure that is unavailable meanwhile is waited for too.
    /// - Parameters:
    ///   - policy: what the plan wants the engine to decide by.
    ///   - launcher: makes the launcher; called again while what it needs is unavailable.
    /// - Throws: as ``drive()``, and whatever `launcher` throws that trying again cannot help.
    public static func drive(
        _ id: Identifier<Run>, store: any RunStore, timing: DriverTiming = DriverTiming(), logger: Logger,
        policy: (RunPlan) throws -> EnginePolicy = { _ in EnginePolicy() },
        launcher: @Sendable (Run, RunPlan) async throws -> any StepLauncher
    ) async throws -> Run {
        let persistently = Perseverance(timing: timing, clock: ContinuousClock(), logger: logger)
        guard let run = try await persistently("read the run", { try await store.run(id) }) else {
            throw ApusError(.notFound, "there is no run '\(id)'", hint: "apus run list")
        }
        let plan = try await persistently("read the plan") { try await store.plan(of: id) }
        let made = try await persistently("reach the infrastructure") { try await launcher(run, plan) }
        let driver = RunDriver(
            run: id, store: store, launcher: made, policy: try policy(plan), timing: timing, logger: logger)
        return try await driver.drive()
    }
}
