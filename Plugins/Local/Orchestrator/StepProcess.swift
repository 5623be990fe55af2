import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import Logging
import Synchronization
import SystemPackage

/// An `apus-step` that runs one attempt, in a session of its own.
final class StepProcess: Sendable {
    /// From the request to stop to the end by force. `apus-step` ends its command a little earlier, so that it can
    /// still report.
    private static let grace: Duration = .seconds(10)

    let attempt: Attempt.Key
    private let process: ChildProcess
    private let connection: FrameConnection
    private let text: DescriptorReader
    private let isStopping = Mutex(false)
    private let (stops, stopWish) = AsyncStream.makeStream(of: Void.self)

    /// - Throws: ``/ApusModel/ApusError`` when it cannot be started.
    init(_ attempt: Attempt.Key, holder: String, program: FilePath, home: FilePath, spares: SpareOutputs?) throws {
        self.attempt = attempt
        let nothing = try FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
        defer { Glibc.close(nothing.rawValue) }
        let (channel, pipe) = (try DescriptorPair.socket(), try DescriptorPair.pipe())
        defer {
            Glibc.close(channel.far.rawValue)
            Glibc.close(pipe.far.rawValue)
        }
        connection = try FrameConnection(input: channel.near, output: channel.near)
        text = try DescriptorReader(pipe.near)
        var environment = ProcessInfo.processInfo.environment
        let inherited = FileDescriptor(rawValue: 3)
        environment[StepChannel.variable] = StepChannel(input: inherited, output: inherited).text
        environment["APUS_HOME"] = home.string
        environment.merge(spares?.variables ?? [:]) { $1 }
        let arguments = [
            "apus-step", "run", "--run", attempt.run.rawValue, "--step", attempt.step, "--attempt",
            String(attempt.number),
            "--holder", holder,
        ]
        do {
            process = try ChildProcess(
                program, arguments: arguments, environment: environment,
                descriptors: [nothing, pipe.far, pipe.far, channel.far], leading: .session)
        } catch let errno as Errno {
            throw ApusError(
                errno, "step '\(attempt.step)' cannot be started: '\(program)' cannot be run", path: program)
        }
    }

    /// Asks it to stop, and ends it by force when that takes too long.
    func stop() {
        let isFirst = isStopping.withLock { isStopping in
            defer { isStopping = true }
            return !isStopping
        }
        if isFirst {
            process.signal(SIGTERM)
            stopWish.yield()
        }
    }

    /// Ends it and all that it started.
    func kill() { process.whileUnreaped { Session.kill(process.id) } }

    /// Answers it from `store` and gives `show` each line that it prints, until it is over.
    /// - Returns: what is known of its failure beyond what it reported.
    func followed(
        store: any MetadataStore, logger: Logger, show: @escaping @Sendable (String) async -> Void
    ) async -> AttemptFailure? {
        await withDiscardingTaskGroup { group in
            group.addTask { [self] in await answer(from: store, logger) }
            group.addTask { [self] in await read(show) }
            let grace = Task { [self] in
                for await _ in stops {
                    try await Task.sleep(for: Self.grace)
                    kill()
                }
            }
            defer {
                grace.cancel()
                connection.stopReceiving()
                text.stop()
            }
            do {
                let status = try await process.ended { [process] status in
                    // What ended in order has ended its command.
                    if case .signal = status { Session.kill(process.id) }
                }
                return Self.failure(status)
            } catch {
                return AttemptFailure(.infrastructure, "the end of apus-step cannot be seen: \(error)")
            }
        }
    }

    private func answer(from store: any MetadataStore, _ logger: Logger) async {
        let keeper = AttemptKeeper(store: store, attempt: attempt)
        do {
            try await keeper.answer(over: connection)
        } catch {
            // Its end will be seen, and says all that matters to the run.
            logger.debug("the channel broke", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
        }
    }

    private func read(_ show: (String) async -> Void) async {
        var decoder = LineDecoder()
        while let piece = try? await text.next() {  // an error is the end of what can be shown
            for line in decoder.append(piece) { await show(line) }
        }
        if let rest = decoder.finish() { await show(rest) }
    }

    /// Exit codes 0, 1 and 3 mean that it said everything itself.
    private static func failure(_ status: ProcessStatus) -> AttemptFailure? {
        if [.code(0), .code(1), .code(3)].contains(status) { return nil }
        return AttemptFailure(.infrastructure, "apus-step \(status)", exitCode: status.shellCode)
    }
}
