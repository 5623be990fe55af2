import ApusAPI
import ApusCore
import ApusModel
import Hummingbird
import ServiceLifecycle

/// What a step prints as Server-Sent Events. It is read as fast as the client takes it, and ends with the step, when the
/// client leaves, and when the server shuts down.
struct LogStream: Sendable {
    let request: Request
    let reader: LogReader
    let keepAlive: Duration
    let metrics: ServerMetrics

    /// Runners keep what was printed about once a second.
    private static let interval: Duration = .seconds(1)

    var response: Response {
        Response(
            status: .ok,
            headers: [
                .contentType: ServerSentEvent.mediaType, .cacheControl: "no-store", .connection: "close",
            ],
            body: ResponseBody { writer in try await write(to: &writer) })
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        metrics.openStream()
        defer { metrics.closeStream() }
        let mark = ShutdownMark()
        try await withGracefulShutdownHandler {
            try await request.body.consumeWithInboundCloseHandler { _ in
                try await writer.write(ByteBuffer(string: ServerSentEvent.keepAlive))
                try await write(to: &writer, until: mark)
            } onInboundClosed: {
                mark.set()
            }
        } onGracefulShutdown: {
            mark.set()
        }
        try await writer.finish(nil)
    }

    private func write(to writer: inout any ResponseBodyWriter, until mark: ShutdownMark) async throws {
        var reader = reader
        var lastSign = ContinuousClock.now
        while !mark.isSet {
            let (text, isLast) = try await frames(&reader)
            if text.isEmpty {
                try await Task.sleep(for: Self.interval)
                if ContinuousClock.now - lastSign < keepAlive { continue }
            }
            try await writer.write(ByteBuffer(string: text.isEmpty ? ServerSentEvent.keepAlive : text))
            lastSign = .now
            if isLast { return }
        }
    }

    /// - Returns: nothing when there is nothing yet.
    private func frames(_ reader: inout LogReader) async throws -> (text: String, isLast: Bool) {
        do {
            switch try await reader.next() {
            case .lines(let lines):
                let frames = try lines.map { try LogEventFrame.line($0.cursor, $0.line).encoded().text }
                return (frames.joined(), false)
            case .nothingYet: return ("", false)
            case .end: return (try LogEventFrame.end.encoded().text, true)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            let failure = error as? ApusError ?? ApusError(.internalFailure, "the log cannot be read", cause: error)
            return (try LogEventFrame.problem(ProblemDetails(failure)).encoded().text, true)
        }
    }
}
