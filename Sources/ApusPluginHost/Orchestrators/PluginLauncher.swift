import ApusCore
import ApusDriver
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import Logging
import Synchronization
import SystemPackage

/// Has a plugin start, stop and watch the attempts of one run. They end with the launcher.
final class PluginLauncher: StepLauncher {
    private struct State {
        var held: [Attempt.Key: Held] = [:]
        var sockets = 0
    }

    /// An attempt that the plugin has, or is just given.
    private struct Held {
        /// By which it asks this process, unless it asks the server.
        let socket: StepSocket?
        var isAccepted: Bool
    }

    private let part: PluginPart
    private let run: SubmittedRun
    private let home: FilePath
    private let isRemote: Bool
    private let folder: FilePath
    private let holder: String
    private let logger: Logger
    private let output: @Sendable (OutputLine) async -> Void
    private let state = Mutex(State())
    private let events: AsyncStream<[String: JSONValue]>

    init(
        _ component: PluginComponent, _ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void
    ) async throws {
        let (events, feed) = AsyncStream.makeStream(of: [String: JSONValue].self)
        part = try PluginComponent(component.flavor, in: component.part.program, component.context) { feed.yield($0) }
            .part
        self.events = events
        self.run = run
        self.output = output
        home = component.context.home
        logger = component.context.logger
        isRemote = component.flavor.isRemote
        holder = "\(component.name)/\(getpid())/\(part.id.suffix(8))"
        let folder = FilePath(FileManager.default.temporaryDirectory.path).appending("apus-run-\(part.id.suffix(12))")
        self.folder = folder
        try await blocking {
            if mkdir(folder.string, 0o700) == 0 { return }
            throw ApusError(Errno(rawValue: errno), "the folder '\(folder)' cannot be made", path: folder)
        }
    }

    /// Ends what the launcher made on this machine. Call it when the driver is done.
    func close() {
        let held = state.withLock { state in
            defer { state.held = [:] }
            return state.held.values.compactMap(\.socket)
        }
        for socket in held { socket.stop() }
        try? FileManager.default.removeItem(atPath: folder.string)  // a leftover in the temporary folder harms nobody
    }

    func adopt() async throws -> [Attempt.Key] {
        let found = try await heldByPlugin()
        state.withLock { state in
            for attempt in found where state.held[attempt] == nil {
                state.held[attempt] = Held(socket: nil, isAccepted: true)
            }
        }
        return found
    }

    func launch(_ attempt: Attempt.Key, of step: PlannedStep) async throws {
        if state.withLock({ $0.held[attempt] != nil }) { return }
        let socket = isRemote ? nil : try makeSocket()
        let command = try await AttemptCommand(
            attempt, of: run, holder: holder, home: home, channel: socket.map { StepChannel.text(socket: $0.path) })
        state.withLock { $0.held[attempt] = Held(socket: socket, isAccepted: false) }
        if let socket {
            let keeper = AttemptKeeper(store: run.environment.store, attempt: attempt) { [output] line in
                await output(OutputLine(step: attempt.step, text: line))
            }
            Task { [logger] in await socket.serve(keeper, logger: logger) }
        }
        var arguments = attempt.arguments
        arguments["arguments"] = .array(command.arguments.map { .string($0) })
        arguments["environment"] = .object(command.environment.mapValues { .string($0) })
        arguments["settings"] = .object(step.orchestratorSettings)
        arguments["image"] = step.image.map { .string($0) } ?? .null
        do {
            _ = try await part.ask(.launch, arguments)
            state.withLock { $0.held[attempt]?.isAccepted = true }
        } catch {
            forget(attempt)
            throw error
        }
    }

    func stop(_ attempt: Attempt.Key) async throws -> StopAnswer {
        let answer = try await part.ask(.stop, attempt.arguments)
        return try part.answered("isHeld", answer) { $0.booleanValue } ? .stopping : .absent
    }

    func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [self] in
                    for await event in events { take(event, deliver) }
                }
                group.addTask { [self] in try await watchProcess(deliver) }
                try await group.next()
                group.cancelAll()
            }
            throw CancellationError()
        } catch {
            if Task.isCancelled { await endAll() }
            throw error
        }
    }

    /// Says what became of the attempts whenever the plugin's process was replaced by a new one.
    private func watchProcess(_ deliver: @Sendable (StepObservation) -> Void) async throws {
        var process = try await part.program.process()
        while true {
            await process.gone()
            try Task.checkCancellation()
            process = try await part.program.process()
            let accepted = state.withLock { $0.held.filter(\.value.isAccepted).keys }
            let found = Set(try await heldByPlugin())
            for attempt in accepted where !found.contains(attempt) { lose(attempt, deliver) }
        }
    }

    private func lose(_ attempt: Attempt.Key, _ deliver: (StepObservation) -> Void) {
        let failure = AttemptFailure(.infrastructure, "plugin '\(part.program.launch.name)' ended and lost the attempt")
        deliver(StepObservation(attempt, .ended(failure)))
        forget(attempt)
        deliver(StepObservation(attempt, .gone))
    }

    private func take(_ event: [String: JSONValue], _ deliver: (StepObservation) -> Void) {
        guard let observation = StepObservation(event, run: run.run.id) else {
            logger.warning("a plugin says something that cannot be read", metadata: ["event": "\(event)"])
            return
        }
        if observation.change == .gone { forget(observation.attempt) }
        deliver(observation)
    }

    /// The driver leaves: attempts that ask this process end with it.
    private func endAll() async {
        for attempt in state.withLock({ Array($0.held.keys) }) where !isRemote {
            // Those that cannot be told see that their channel ends.
            _ = try? await Task { try await part.ask(.stop, attempt.arguments, within: .seconds(5)) }.value
            forget(attempt)
        }
    }

    private func heldByPlugin() async throws -> [Attempt.Key] {
        let answer = try await part.ask(.adopt, ["run": .string(run.run.id.rawValue)])
        return try part.answered("attempts", answer) { value in
            value.arrayValue.map { $0.compactMap { Attempt.Key($0.objectValue ?? [:], run: run.run.id) } }
        }
    }

    private func makeSocket() throws -> StepSocket {
        let number = state.withLock { state in
            state.sockets += 1
            return state.sockets
        }
        return try StepSocket(at: folder.appending("\(number).sock"))
    }

    private func forget(_ attempt: Attempt.Key) {
        state.withLock { $0.held.removeValue(forKey: attempt) }?.socket?.stop()
    }
}
