import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import Logging
import Synchronization
import SystemPackage

/// A plugin's program while it runs, in a process group of its own.
///
/// It ends by ``end()``, by what breaks the protocol, by a request that it does not give up in time, and with this
/// process.
final class PluginProcess: Sendable {
    /// From a wish, to stop or to give up a request, to the end by force.
    static let grace: Duration = .seconds(2)
    private static let keptLines = 8

    private struct State {
        var lines: [String] = []
        var secrets: [SecretString] = []
        var breach: ApusError?
        var exitStatus: ProcessStatus?
        /// Those who wait for its end; `nil` after that.
        var waiting: [AsyncStream<Void>.Continuation]? = []
    }

    let launch: PluginLaunch
    let pending = PendingAnswers<[String: JSONValue]>()
    let turnstile = Turnstile(places: 1)
    let opened = OpenedComponents()
    let connection: FrameConnection
    let clock: any Clock<Duration>
    let logger: Logger
    private let process: ChildProcess
    private let channel: FileDescriptor
    private let errors: DescriptorReader
    private let state = Mutex(State())

    /// Starts it. Nothing is asked of it yet.
    init(_ launch: PluginLaunch, clock: any Clock<Duration>, logger: Logger) throws {
        self.launch = launch
        self.clock = clock
        self.logger = logger
        let (channel, pipe) = (try DescriptorPair.socket(), try DescriptorPair.pipe())
        defer {
            Glibc.close(channel.far.rawValue)
            Glibc.close(pipe.far.rawValue)
        }
        self.channel = channel.near
        connection = try FrameConnection(input: channel.near, output: channel.near)
        errors = try DescriptorReader(pipe.near)
        do {
            process = try ChildProcess(
                launch.program, arguments: launch.arguments, environment: launch.environment,
                descriptors: [channel.far, channel.far, pipe.far], leading: .group)
        } catch let errno as Errno {
            throw ApusError(
                errno, "plugin '\(launch.name)' cannot be started: '\(launch.program)' cannot be run",
                path: launch.program)
        }
        LivingPlugins.insert(process.id)
        Task { await attend() }
    }

    /// Its number, which is also its process group's.
    var id: Int32 { process.id }

    /// Adds texts that must not appear in its log.
    func cover(_ secrets: [SecretString]) { state.withLock { $0.secrets += secrets } }

    /// How it ended, once it did.
    var exitStatus: ProcessStatus? { state.withLock { $0.exitStatus } }

    /// What it wrote to standard error last.
    var lastLines: [String] { state.withLock { $0.lines } }

    /// Tells it that it should end.
    func closeChannel() { shutdown(channel.rawValue, Int32(SHUT_WR)) }

    /// Closes its channel and waits for its end; after a while it is ended by force.
    func end() async {
        closeChannel()
        let force = Task { [self] in
            try await clock.sleep(for: Self.grace)
            kill()
        }
        await gone()
        force.cancel()
    }

    /// Waits for its end, or until the task is cancelled.
    func gone() async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        let isWaiting = state.withLock { state in
            state.waiting?.append(end)
            return state.waiting != nil
        }
        if isWaiting { for await _ in ends {} }
    }

    /// Ends it and its process group by force.
    func kill() { process.signal(SIGKILL) }

    private func attend() async {
        async let messages: Void = receive()
        async let lines: Void = log()
        var status: ProcessStatus?
        do {
            status = try await process.ended { [process] _ in
                process.signal(SIGKILL)  // what it left running goes with it
                LivingPlugins.remove(process.id)
            }
        } catch {
            logger.error(
                "the end of a plugin cannot be seen", metadata: ["plugin": "\(launch.name)", "error": "\(error)"])
        }
        state.withLock { [status] in $0.exitStatus = status }
        connection.stopReceiving()
        errors.stop()
        _ = await (messages, lines)
        pending.finish(end(status))
        let waiting = state.withLock { state in
            defer { state.waiting = nil }
            return state.waiting ?? []
        }
        for end in waiting { end.finish() }
    }

    private func receive() async {
        do {
            while let message = try await connection.receive() {
                switch try Self.decode(message) {
                case .answer(let id, .success(let result)): pending.fill(id, with: .success(result))
                case .answer(let id, .failure(let error)): pending.fill(id, with: .failure(error.error))
                case .event(let component, let event): opened.deliver(event, from: component)
                }
            }
        } catch {
            let known = error as? ApusError
            state.withLock { state in
                state.breach = ApusError(
                    .corrupted, "plugin '\(launch.name)' broke the plugin protocol",
                    reason: known.map { $0.reason ?? $0.summary } ?? "\(error)",
                    hint: "nothing but messages may be written to standard output; text belongs on standard error")
            }
            kill()
        }
        // Without a channel it is of no use. A plugin that was told to end gets time to do so.
        Task { [self] in
            try await clock.sleep(for: Self.grace)
            kill()
        }
    }

    private static func decode(_ message: Data) throws -> PluginMessage {
        do {
            return try CanonicalJSON.decode(PluginMessage.self, from: message)
        } catch {
            let beginning = String(decoding: message.prefix(60), as: UTF8.self)
            throw ApusError(.corrupted, "it is no answer", reason: "it sent '\(beginning)', which is no answer")
        }
    }

    private func log() async {
        var decoder = LineDecoder()
        while let piece = try? await errors.next() {  // an error is the end of what can be shown
            for line in decoder.append(piece) { note(line) }
        }
        if let rest = decoder.finish() { note(rest) }
    }

    private func note(_ line: String) {
        let shown = state.withLock { state in
            let shown = state.secrets.reduce(line) { $1.covered(in: $0) }
            state.lines.append(shown)
            if state.lines.count > Self.keptLines { state.lines.removeFirst() }
            return shown
        }
        logger.info("a plugin says", metadata: ["plugin": "\(launch.name)", "text": "\(shown)"])
    }

    /// Why nothing comes from it any more: what it did wrong, or its end.
    private func end(_ status: ProcessStatus?) -> any Error {
        let (lines, breach) = state.withLock { ($0.lines, $0.breach) }
        if let breach { return breach }
        let said = lines.isEmpty ? "it said nothing on standard error" : "it said: \(lines.joined(separator: " | "))"
        return PluginCrash(
            error: ApusError(
                .internalFailure,
                "plugin '\(launch.name)' \(status.map { "\($0)" } ?? "is gone") while it was asked something",
                reason: said, hint: "apus plugin describe \(launch.name)"))
    }
}
