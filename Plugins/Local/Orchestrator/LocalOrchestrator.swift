public import ApusCore
import ApusDriver
public import ApusModel
import FoundationEssentials
import Glibc
public import Logging
public import SystemPackage

/// Runs each step as a process of this machine, under `apus-step`.
///
/// The run lives in the process that follows it: nothing happens before ``follow(_:output:)``, and a run whose follower
/// was killed goes on when somebody follows it again.
public struct LocalOrchestrator: Orchestrator {
    private let home: FilePath
    private let logger: Logger

    /// - Parameter home: the folder where Apus keeps its data, for artifact stores that are in it.
    public init(home: FilePath, logger: Logger) {
        self.home = home
        self.logger = logger
    }

    /// The flavor `local`.
    public static let flavor = Flavor(
        type: .orchestrator, name: "local", summary: "Processes on this machine",
        configuration: LocalOrchestratorConfiguration.self, isRemote: { _ in false }
    ) { _, context in
        LocalOrchestrator(home: context.home, logger: context.logger)
    }

    /// Does nothing: this machine is there.
    public func verify() async throws {}

    public func diagnose(_ plan: RunPlan, in environment: RunEnvironment) async -> [Diagnostic] {
        var found: [Diagnostic] = []
        let program = StepProgram.path(in: environment)
        if access(program.string, X_OK) != 0 {
            found.append(
                Diagnostic(
                    .error, "the program 'apus-step' is not at '\(program)'", reason: "it runs the steps",
                    hint: "install it beside apus, or set \(StepProgram.variable) to its path"))
        }
        // Whatever it is that stat says: no folder is there.
        if let folder = plan.sourceDirectory, (try? FilePath(folder).stat())?.type != .directory {
            found.append(Diagnostic(.error, "the folder '\(folder)' with the pipeline's code is not there"))
        }
        return found
    }

    public func submit(_ run: SubmittedRun) async throws -> Submission {
        Submission(handle: "process \(getpid())", notice: nil)
    }

    /// Drives the run in this process. Cancelling it asks the run to stop and still waits for its end, which takes at
    /// most the time that steps have to stop in, and what finally steps take; where that was asked for before, or no
    /// more than finally steps are left, steps are killed and none is started.
    public func follow(
        _ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void
    ) async throws -> Run {
        let store = run.environment.store
        let spares = SpareFolder(run.plan, of: run.run.id, environment: ProcessInfo.processInfo.environment)
        defer { spares.remove() }
        let launcher = LocalLauncher(
            store: store, program: StepProgram.path(in: run.environment), home: home, spares: spares, logger: logger,
            output: output)
        let driver = RunDriver(run: run.run.id, store: store, launcher: launcher, logger: logger)
        // A task of its own, so that it is not cancelled with this one: a run is stopped in order.
        let driving = Task { try await driver.drive() }
        return try await withTaskCancellationHandler {
            try await driving.value
        } onCancel: {
            if launcher.isStopping {
                launcher.kill()
            } else {
                Task { [logger] in
                    do {
                        try await store.requestCancellation(of: run.run.id, at: Date())
                    } catch {
                        logger.error(
                            "the run cannot be stopped", metadata: ["run": "\(run.run.id)", "error": "\(error)"])
                        driving.cancel()
                    }
                }
            }
        }
    }

    public func cancel(_ run: SubmittedRun) async throws {
        try await run.environment.store.requestCancellation(of: run.run.id, at: Date())
    }
}
