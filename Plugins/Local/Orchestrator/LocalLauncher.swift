import ApusCore
import ApusDriver
import ApusModel
import FoundationEssentials
import Glibc
import Logging
import Synchronization
import SystemPackage

/// Starts attempts as processes under `apus-step` and watches them. They end with the launcher.
final class LocalLauncher: StepLauncher {
    private struct State {
        var processes: [Attempt.Key: StepProcess] = [:]
        var isStopping = false
        var isKilled = false
    }

    private let store: any MetadataStore
    private let program: FilePath
    private let home: FilePath
    private let spares: SpareFolder?
    private let logger: Logger
    private let output: @Sendable (OutputLine) async -> Void
    private let holder: String
    private let state = Mutex(State())
    private let (started, announce) = AsyncStream.makeStream(of: StepProcess.self)

    init(
        store: any MetadataStore, program: FilePath, home: FilePath, spares: SpareFolder? = nil, logger: Logger,
        output: @escaping @Sendable (OutputLine) async -> Void
    ) {
        self.store = store
        self.program = program
        self.home = home
        self.spares = spares
        self.logger = logger
        self.output = output
        holder = "\(ProcessInfo.processInfo.hostName)/\(getpid())/\(Identifier<LocalLauncher>.make().short)"
    }

    /// Whether some attempt was asked to stop, or finally steps run, which no request stops.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Ends every attempt at once, and lets none start any more.
    func kill() {
        let processes = state.withLock { state in
            state.isKilled = true
            return Array(state.processes.values)
        }
        for process in processes { process.kill() }
    }

    private var isKilled: Bool { state.withLock { $0.isKilled } }

    /// None: processes of a launcher before this one ended with it.
    func adopt() async throws -> [Attempt.Key] { [] }

    func launch(_ attempt: Attempt.Key, of step: PlannedStep) async throws {
        if state.withLock({ $0.processes[attempt] != nil }) { return }
        if isKilled { throw ApusError(.rejected, Self.killed) }
        let process = try StepProcess(
            attempt, holder: holder, program: program, home: home, spares: spares?.outputs(of: attempt.step))
        let isTooLate = state.withLock { state in
            state.processes[attempt] = process
            if step.role == .finally { state.isStopping = true }
            return state.isKilled
        }
        announce.yield(process)
        if isTooLate { process.kill() }
    }

    func stop(_ attempt: Attempt.Key) async throws -> StopAnswer {
        let process = state.withLock { state in
            state.isStopping = true
            return state.processes[attempt]
        }
        guard let process else { return .absent }
        process.stop()
        return .stopping
    }

    func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for await process in started {
                group.addTask { [self] in await attend(process, deliver) }
            }
            throw CancellationError()
        }
    }

    private static let killed = "the run was stopped by force"

    private func attend(_ process: StepProcess, _ deliver: @escaping @Sendable (StepObservation) -> Void) async {
        let attempt = process.attempt
        deliver(StepObservation(attempt, .started))
        let failure = await withTaskCancellationHandler {
            await process.followed(store: store, logger: logger) { [output] text in
                await output(OutputLine(step: attempt.step, text: text))
            }
        } onCancel: {
            process.kill()
        }
        let killing = failure != nil && isKilled ? AttemptFailure(.permanent, Self.killed) : nil
        deliver(StepObservation(attempt, .ended(killing ?? failure)))
        state.withLock { $0.processes[attempt] = nil }
        deliver(StepObservation(attempt, .gone))
    }
}
