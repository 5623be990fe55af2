import FoundationEssentials
import Synchronization

/// One request and its response: where the task that wants it and libcurl's thread meet.
final class Exchange: Sendable {
    let request: PreparedRequest
    /// When to give up on everything.
    let deadline: ContinuousClock.Instant?
    private let loop: HTTPEventLoop
    private let state = Mutex(ExchangeState())

    init(_ request: PreparedRequest, deadline: ContinuousClock.Instant?, loop: HTTPEventLoop) {
        self.request = request
        self.deadline = deadline
        self.loop = loop
    }
}

// MARK: - For libcurl's thread

extension Exchange {
    var hasHead: Bool { state.withLock { $0.head != nil } }
    var isPaused: Bool { state.withLock { $0.isPaused } }

    func receive(_ head: ResponseHead) { state.withLock { $0.receive(head) }?.resume() }

    func receive(_ bytes: UnsafeRawBufferPointer) -> ExchangeState.Reception {
        let reception = state.withLock { $0.receive(bytes) }
        if case .taken(let reader) = reception { reader?.resume() }
        return reception
    }

    func supply(_ buffer: UnsafeMutableRawBufferPointer) -> ExchangeState.Supply {
        let supply = state.withLock { $0.supply(buffer) }
        if case .bytes(_, let writer) = supply { writer?.resume() }
        return supply
    }

    func liftPauses() -> (receiving: Bool, sending: Bool) { state.withLock { $0.liftPauses() } }

    /// The last thing that libcurl's thread says.
    func detach(_ error: (any Error)?) {
        let named = (error as? HTTPError).map { HTTPError($0.code, $0.reason, for: request.original) } ?? error
        for waiter in state.withLock({ $0.detach(named) }) { waiter.resume() }
    }
}

// MARK: - For both

extension Exchange {
    /// Notes why the exchange is over; libcurl has yet to be told.
    func fail(_ error: any Error) {
        let named = (error as? HTTPError).map { HTTPError($0.code, $0.reason, for: request.original) } ?? error
        for waiter in state.withLock({ $0.fail(named) }) { waiter.resume() }
    }
}

// MARK: - For the task

extension Exchange {
    /// Ends the exchange at once, from wherever.
    func abort(_ error: any Error) {
        fail(error)
        tell(.end(self))
    }

    /// The response's head, as soon as it is here.
    nonisolated(nonsending) func head() async throws -> ResponseHead {
        while true {
            switch state.withLock({ $0.arrivedHead }) {
            case .ready(let head): return head
            case .failed(let error): throw error
            case .wait:
                await withCheckedContinuation { waiter in
                    if !state.withLock({ $0.wait(forHead: waiter) }) { waiter.resume() }
                }
            }
        }
    }

    /// The next bytes of the body, or `nil` at its end.
    func nextBytes() async throws -> Data? {
        while true {
            switch state.withLock({ $0.takeReceived() }) {
            case .ready(let taken):
                if taken.resume { tell(.resume(self)) }
                return taken.bytes.isEmpty ? nil : taken.bytes
            case .failed(let error): throw error
            case .wait: await waitForBytes()
            }
        }
    }

    private func waitForBytes() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                if !state.withLock({ $0.wait(reader: waiter) }) { waiter.resume() }
            }
        } onCancel: {
            abort(CancellationError())
        }
    }

    /// Ends the exchange, unless it has ended, and returns when libcurl has forgotten it.
    nonisolated(nonsending) func finish() async {
        state.withLock { $0.leaveScope() }
        tell(.end(self))
        await withCheckedContinuation { waiter in
            if !state.withLock({ $0.wait(forDetachment: waiter) }) { waiter.resume() }
        }
    }

    private func tell(_ command: HTTPEventLoop.Command) {
        // A loop that is closed has ended the exchange itself.
        try? loop.submit(command)
    }
}

// MARK: - For the task that feeds a streamed body

extension Exchange {
    /// Sends what the request's stream yields, at the server's pace.
    func feed() async {
        guard case .stream(let length, let sequence) = request.body else { return }
        do {
            var sent: Int64 = 0
            for try await piece in sequence {
                sent += Int64(piece.count)
                if let length, sent > length { throw Self.wrongLength(length, "more than ") }
                guard await offer(piece) else { return }
            }
            // A cancelled sequence may end as if it were complete.
            try Task.checkCancellation()
            if let length, sent < length { throw Self.wrongLength(length, "less than ") }
            if state.withLock({ $0.completeSending() }) { tell(.resume(self)) }
        } catch {
            abort(error)
        }
    }

    private static func wrongLength(_ length: Int64, _ relation: String) -> HTTPError {
        HTTPError(.invalidRequest, "the body has \(relation)the \(length) bytes that were announced")
    }

    /// Returns `false` when no more bytes are wanted.
    private func offer(_ bytes: Data) async -> Bool {
        while true {
            switch state.withLock({ $0.offer(bytes) }) {
            case .accepted(let resume):
                if resume { tell(.resume(self)) }
                return true
            case .over: return false
            case .wait:
                await withCheckedContinuation { waiter in
                    if !state.withLock({ $0.wait(writer: waiter) }) { waiter.resume() }
                }
            }
        }
    }
}
