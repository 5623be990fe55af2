import CCurl
import Synchronization

/// The thread that owns a multi handle, and everything libcurl knows. It sleeps while nothing happens.
final class CurlLoop: Sendable {
    enum Command {
        case start(Exchange)
        /// What it waited for is here: room for received bytes, or bytes to send.
        case resume(Exchange)
        case end(Exchange)
    }

    private enum Phase {
        case new
        case running(CurlMulti)
        case closing(CurlMulti)
        case closed
    }

    private struct State {
        var phase = Phase.new
        var commands: [Command] = []
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let configuration: HTTPClientConfiguration
    private let state = Mutex(State())

    init(configuration: HTTPClientConfiguration) { self.configuration = configuration }

    /// Has the thread do `command` soon; the first one starts it.
    /// - Throws: ``HTTPError`` with `.clientClosed`, or `.internalFailure` when there can be no thread.
    func submit(_ command: Command) throws {
        try state.withLock { state in
            switch state.phase {
            case .new:
                let multi = try CurlMulti(maximumConnectionsPerHost: configuration.maximumConnectionsPerHost)
                try CurlThread.start { self.run(multi) }
                state.phase = .running(multi)
            case .running(let multi):
                if state.commands.isEmpty { multi.wake() }
            case .closing, .closed:
                throw HTTPError(.clientClosed, "the HTTP client is closed")
            }
            state.commands.append(command)
        }
    }

    /// Has the thread end all exchanges and itself.
    func shutDown() {
        state.withLock { state in
            switch state.phase {
            case .new: state.phase = .closed
            case .running(let multi):
                state.phase = .closing(multi)
                multi.wake()
            case .closing, .closed: break
            }
        }
    }

    /// Returns when the thread is done.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if case .closing = state.phase {
                    state.closers.append(continuation)
                    return false
                }
                return true
            }
            if isOver { continuation.resume() }
        }
    }
}

// MARK: - On the thread

extension CurlLoop {
    private func run(_ multi: CurlMulti) {
        var transfers = CurlTransfers(multi: multi, configuration: configuration)
        while true {
            let (commands, isClosing) = takeCommands()
            for command in commands { transfers.perform(command) }
            if isClosing { break }
            transfers.advance()
            if let error = multi.sleep(until: transfers.nextDeadline) { transfers.endAll(error) }
        }
        transfers.endAll(HTTPError(.clientClosed, "the HTTP client was closed"))
        let closers = state.withLock { state in
            state.phase = .closed
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    private func takeCommands() -> ([Command], isClosing: Bool) {
        state.withLock { state in
            defer { state.commands = [] }
            if case .closing = state.phase { return (state.commands, true) }
            return (state.commands, false)
        }
    }
}
