import ApusAPI
import ApusHTTP
import ApusModel
import FoundationEssentials
import Logging

/// Follows the event stream of a run across broken connections.
struct RemoteSubscription: Sendable {
    let server: RemoteServer
    let run: Identifier<Run>
    let coalescing: Duration

    /// Calls `deliver` with each change above `cursor` and returns once the run is over.
    func follow(after cursor: Int64, _ deliver: @Sendable (RunEvent) -> Void) async throws {
        var cursor = cursor
        var lastSign = ContinuousClock.now
        var pause: Duration?
        while true {
            let connection = await connect(after: cursor, deliver)
            cursor = connection.cursor
            if connection.isOpened {
                lastSign = .now
                pause = nil
            }
            switch connection.end {
            case .runOver: return
            case .failed(let error): throw error
            case .lost(let error):
                let next = server.retries.pause(after: pause)
                guard ContinuousClock.now - lastSign + next <= server.retries.limit else { throw error }
                server.logger.debug(
                    "following the run's events again",
                    metadata: ["run": "\(run)", "error": "\(error)", "pause": "\(next)"])
                try await Task.sleep(for: next)
                pause = next
            }
        }
    }

    private func connect(after cursor: Int64, _ deliver: @Sendable (RunEvent) -> Void) async -> Connection {
        var connection = Connection(cursor: cursor)
        do {
            connection.end = try await server.client.withResponse(to: try request(after: cursor)) { response in
                guard response.isSuccess else { return try await refusal(response) }
                connection.isOpened = true
                return try await read(response.body, &connection.cursor, deliver)
            }
        } catch let error as HTTPError {
            let failure = server.failure(error)
            connection.end = failure.mayPass ? .lost(failure.error) : .failed(failure.error)
        } catch {
            connection.end = .failed(error)
        }
        return connection
    }

    private func request(after cursor: Int64) throws(ApusError) -> HTTPRequest {
        let wait = coalescing > .zero ? String(Int64(coalescing / .milliseconds(1))) : nil
        var request = try server.request(RemoteCall(.events, run.rawValue, query: [("coalescing", wait)]))
        request.headers["Accept"] = ServerSentEvent.mediaType
        request.headers["Last-Event-ID"] = String(cursor)
        return request
    }

    private func refusal(_ response: HTTPResponse) async throws -> Connection.End {
        let body = try await response.body.collect(upTo: 1 << 20)
        let failure = server.failure(
            HTTPBufferedResponse(status: response.status, headers: response.headers, body: body))
        return failure.mayPass ? .lost(failure.error) : .failed(failure.error)
    }

    private func read(
        _ body: HTTPBody, _ cursor: inout Int64, _ deliver: @Sendable (RunEvent) -> Void
    ) async throws -> Connection.End {
        var decoder = ServerSentEventDecoder()
        for try await line in body.lines(maximumLength: 16 << 20) {
            guard let event = decoder.add(String(decoding: line, as: UTF8.self)) else { continue }
            switch try frame(event) {
            case .change(let event) where event.sequence > cursor:
                cursor = event.sequence
                deliver(event)
            case .change, nil: continue
            case .end: return .runOver
            case .problem(let problem):
                let isPassing = problem.error.code == .unavailable
                return isPassing ? .lost(problem.error) : .failed(problem.error)
            }
        }
        return .lost(server.unreachable("the event stream was cut off"))
    }

    private func frame(_ event: ServerSentEvent) throws -> RunEventFrame? {
        do {
            return try RunEventFrame(event)
        } catch {
            throw server.unintelligible("an event of run '\(run)' cannot be read", error)
        }
    }
}

extension RemoteSubscription {
    /// What became of one connection.
    private struct Connection {
        enum End: Sendable {
            case runOver
            /// Connecting again may help.
            case lost(ApusError)
            case failed(any Error)
        }

        var cursor: Int64
        /// Whether the server accepted it.
        var isOpened = false
        var end = End.runOver
    }
}
