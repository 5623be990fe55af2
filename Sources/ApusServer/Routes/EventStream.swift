import ApusAPI
import ApusCore
import ApusModel
import Hummingbird
import ServiceLifecycle

/// The changes of a run as Server-Sent Events.
///
/// A client may let a change that asks nobody to act wait for the next one, since each wakes it: see
/// ``/ApusCore/RunStore``.
///
/// It ends with the run, when the client leaves, and when the server shuts down; then the client, having seen no `end`,
/// connects again.
struct EventStream: Sendable {
    private let request: Request
    private let store: any MetadataStore
    private let run: Identifier<Run>
    private let cursor: Int64
    private let coalescing: Duration
    private let keepAlive: Duration
    private let metrics: ServerMetrics

    /// How many changes wait for a client that takes them slowly; the others stay in the store.
    private static let capacity = 64
    /// In milliseconds.
    private static let longestCoalescing: Int64 = 60_000

    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a cursor or a time that is no number.
    init(_ call: Call, store: any MetadataStore, keepAlive: Duration, metrics: ServerMetrics) throws {
        request = call.request
        run = try call.run()
        self.store = store
        self.keepAlive = keepAlive
        self.metrics = metrics
        let text = call.lastEventID ?? call.query("after") ?? "0"
        guard let cursor = Int64(text) else {
            throw ApusError(.invalidArgument, "'\(text)' is not the number of an event")
        }
        self.cursor = cursor
        coalescing = .milliseconds(try call.count("coalescing", atMost: Self.longestCoalescing) ?? 0)
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for an unknown run.
    func response() async throws -> Response {
        guard try await store.run(run) != nil else { throw ApusError(.notFound, "there is no run '\(run)'") }
        return Response(
            status: .ok,
            headers: [
                .contentType: ServerSentEvent.mediaType, .cacheControl: "no-store", .connection: "close",
            ],
            body: ResponseBody { writer in try await write(to: &writer) })
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        metrics.openStream()
        defer { metrics.closeStream() }
        let queue = FrameQueue(capacity: Self.capacity)
        queue.sendAside(ServerSentEvent.keepAlive)
        try await withGracefulShutdownHandler {
            try await request.body.consumeWithInboundCloseHandler { _ in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { await follow(queue) }
                    group.addTask { try await stayAlive(queue) }
                    try await queue.forEach { try await writer.write(ByteBuffer(string: $0)) }
                    group.cancelAll()
                }
            } onInboundClosed: {
                queue.finish()
            }
        } onGracefulShutdown: {
            queue.finish()
        }
        try await writer.finish(nil)
    }

    private func follow(_ queue: FrameQueue) async {
        var release = FrameRelease(of: queue, after: coalescing)
        defer {
            release.cancel()
            queue.finish()
        }
        do {
            for try await event in store.events(of: run, after: cursor) {
                let mayWait = coalescing > .zero && event.change.asksNobodyToAct
                let text = try RunEventFrame.change(event).encoded().text
                await queue.send(text, about: event.change.step?.step, mayWait: mayWait)
                if mayWait { release.expect() } else { release.cancel() }
            }
            if !Task.isCancelled { await queue.send(try RunEventFrame.end.encoded().text) }
        } catch {
            let failure =
                error as? ApusError ?? ApusError(.internalFailure, "the events of run '\(run)' ended", cause: error)
            // A problem that cannot be told ends the stream without a word, and the client asks again.
            if let event = try? RunEventFrame.problem(ProblemDetails(failure)).encoded() {
                await queue.send(event.text)
            }
        }
    }

    private func stayAlive(_ queue: FrameQueue) async throws {
        while true {
            try await Task.sleep(for: keepAlive)
            queue.sendAside(ServerSentEvent.keepAlive)
        }
    }
}

extension RunEvent.Change {
    fileprivate var step: StepRun? { if case .step(let step) = self { step } else { nil } }

    /// Whether it only says that what was wanted happens. That a step is tried again is worth a word in itself.
    fileprivate var asksNobodyToAct: Bool {
        guard let step, step.attempts.count == 1 else { return false }
        return step.status == .launching || step.status == .running
    }
}
