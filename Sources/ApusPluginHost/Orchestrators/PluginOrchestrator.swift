import ApusCore
import ApusDriver
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import Logging
import SystemPackage

/// An orchestrator that a plugin serves: the engine that decides stays in this process, and the plugin starts, stops
/// and watches what runs the attempts.
///
/// The run lives in the process that follows it.
struct PluginOrchestrator: Orchestrator {
    let component: PluginComponent

    func verify() async throws { _ = try await component.ask(.verify) }

    func diagnose(_ plan: RunPlan, in environment: RunEnvironment) async -> [Diagnostic] {
        var found: [Diagnostic] = []
        let program = AttemptCommand.program(in: environment)
        if access(program.string, X_OK) != 0 {
            found.append(
                Diagnostic(
                    .error, "the program 'apus-step' is not at '\(program)'", reason: "it runs the steps",
                    hint: "install it beside apus, or set \(AttemptCommand.programVariable) to its path"))
        }
        // Whatever it is that stat says: no folder is there.
        if let folder = plan.sourceDirectory, (try? FilePath(folder).stat())?.type != .directory {
            found.append(Diagnostic(.error, "the folder '\(folder)' with the pipeline's code is not there"))
        }
        if component.flavor.isRemote, environment.server == nil {
            found.append(
                Diagnostic(
                    .error, "steps of orchestrator '\(component.name)' cannot reach the store",
                    reason: "they run on other machines, and the store is this machine's own",
                    hint: "apus server start, then apus login URL"))
        }
        return found
    }

    func submit(_ run: SubmittedRun) async throws -> Submission { Submission(handle: "process \(getpid())") }

    /// Drives the run in this process. Cancelling it asks the run to stop and waits for its end.
    func follow(
        _ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void
    ) async throws -> Run {
        let store = run.environment.store
        let launcher = try await PluginLauncher(component, run, output: output)
        defer { launcher.close() }
        let driver = RunDriver(run: run.run.id, store: store, launcher: launcher, logger: component.context.logger)
        // A task of its own, so that it is not cancelled with this one: a run is stopped in order.
        let driving = Task { try await driver.drive() }
        return try await withTaskCancellationHandler {
            try await driving.value
        } onCancel: {
            Task { [logger = component.context.logger] in
                do {
                    try await store.requestCancellation(of: run.run.id, at: Date())
                } catch {
                    logger.error("the run cannot be stopped", metadata: ["run": "\(run.run.id)", "error": "\(error)"])
                    driving.cancel()
                }
            }
        }
    }

    func cancel(_ run: SubmittedRun) async throws {
        try await run.environment.store.requestCancellation(of: run.run.id, at: Date())
    }
}
