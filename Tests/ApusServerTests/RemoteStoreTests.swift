import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Synchronization
import Testing
import Waiting

@Suite struct RemoteStoreTests {
    static let quick = RemoteRetries(limit: .seconds(600), firstPause: .milliseconds(1), longestPause: .milliseconds(2))

    @Test(arguments: [
        Fault.status(502), .status(503), .status(504), .error(.connectionFailed), .error(.connectionLost),
        .error(.idleTimedOut), .error(.truncated), .problem(.unavailable),
    ])
    func `calls again what may pass`(fault: Fault) async throws {
        let client = failing(fault, times: 3) { .text(200, #"{"items":[]}"#) }
        #expect(try await store(client, Self.quick).stacks().isEmpty)
        #expect(client.exchanges.count == 4)
    }

    @Test(arguments: [
        (Fault.status(500), ApusError.Code.unsupported), (.status(404), .unsupported), (.status(401), .unauthorized),
        (.problem(.conflict), .conflict), (.problem(.untrusted), .untrusted),
        (.error(.tlsVerificationFailed), .untrusted), (.error(.invalidRequest), .invalidArgument),
        (.error(.protocolError), .unsupported),
    ])
    func `does not call again what stays`(fault: Fault, code: ApusError.Code) async throws {
        let client = failing(fault, times: 1) { .text(200, #"{"items":[]}"#) }
        let store = try store(client, Self.quick)
        #expect(await failure { _ = try await store.stacks() }?.code == code)
        #expect(client.exchanges.count == 1)
    }

    @Test(arguments: [
        ("http://127.0.0.1:1", "start it with 'apus server start', or choose another one with 'apus login URL'"),
        (
            "kubernetes://prod%2Fa/apus",
            "see 'kubectl --context prod/a -n apus get pods,events', or choose another one with 'apus login URL'"
        ),
    ])
    func `says where to look for a server that is away, on a machine or in a cluster`(
        url: String, hint: String
    ) async throws {
        let client = ScriptedHTTPClient { _, _ in .status(503) }
        let retries = RemoteRetries(limit: .zero, firstPause: .milliseconds(1), longestPause: .milliseconds(2))
        let store = try RemoteStore(url: url, token: SecretString("t"), client: client, retries: retries)
        #expect(await failure { _ = try await store.stacks() }?.hint == hint)
    }

    @Test(arguments: [409, 429, 503])
    func `calls again when the server says, and not before`(status: Int) async throws {
        let problem = ProblemDetails(ApusError(status == 503 ? .unavailable : .conflict, "busy"), status: status)
        let text = try CanonicalJSON.text(problem)
        for (wait, count) in [("0", 2), ("700", 1)] {
            let calls = Mutex(0)
            let client = ScriptedHTTPClient { _, _ in
                let isFirst = calls.withLock { calls in
                    calls += 1
                    return calls == 1
                }
                return isFirst ? .text(status, text, headers: ["Retry-After": wait]) : .status(204)
            }
            let store = try store(client, Self.quick)
            let error = await failure {
                try await store.create(Stack(name: "s", components: [:], createdAt: Date()))
            }
            #expect((error == nil) == (count == 2))
            #expect(client.exchanges.count == count)
            let keys = Set(client.exchanges.map { $0.request.headers["Idempotency-Key"] ?? "" })
            #expect(keys.count == 1 && keys.first?.isEmpty == false, "one key for one creation: \(keys)")
        }
    }

    @Test func `gives up in time, and says where the server should be`() async throws {
        let client = failing(.error(.connectionFailed), times: .max) { .status(200) }
        let retries = RemoteRetries(limit: .seconds(3), firstPause: .milliseconds(10), longestPause: .seconds(1))
        let store = try store(client, retries)
        let error = try #require(await failure { _ = try await store.stacks() })
        #expect(error.code == .unavailable)
        #expect(error.summary == "the server at http://apus.example cannot be reached")
        #expect(error.hint?.contains("apus server start") == true)
        #expect(error.hint?.contains("apus login") == true)
        #expect((1...9).contains(client.exchanges.count))
    }

    @Test func `what a step says while the server is away arrives once it is back, by the same token`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        try await withScratchFolder { folder in
            let port = try FreePort.take()
            let (hasty, patient) = try await withServer(store, folder: folder, port: port) { server in
                let token = try await server.store().runToken(for: samples.run.id)
                return (
                    try server.store(token), try server.store(token, retries: RemoteRetries(limit: .seconds(200)))
                )
            }
            #expect(await failure { _ = try await hasty.run(samples.run.id) }?.code == .unavailable)
            let saying = Task {
                try await patient.advance(samples.run.id, to: .running, reason: nil, at: samples.now)
            }
            try await withServer(store, folder: folder, port: port) { _ in _ = try await saying.value }
        }
        #expect(try await store.run(samples.run.id)?.status == .running)
    }

    @Test func `a deletion whose answer got lost is done when nothing is left`() async throws {
        let client = failing(.error(.connectionLost), times: 1) { try Fault.problem(.notFound).response() }
        try await store(client, Self.quick).deleteStack(.make())
        #expect(client.exchanges.count == 2)
    }

    @Test(arguments: [0, 1])
    func `a deletion that never reached the server can find nothing`(refusals: Int) async throws {
        let client = failing(.error(.connectionFailed), times: refusals) { try Fault.problem(.notFound).response() }
        let store = try store(client, Self.quick)
        #expect(await failure { try await store.deleteStack(.make()) }?.code == .notFound)
    }

    @Test func `cancelling a call ends it while it waits to call again`() async throws {
        let client = failing(.status(503), times: .max) { .status(200) }
        let store = try store(client, RemoteRetries(limit: .seconds(600), firstPause: .seconds(300)))
        let call = Task { try await store.stacks() }
        try await eventually("the call") { !client.exchanges.isEmpty }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test(arguments: ["", "apus.example", "ftp://apus.example"])
    func `what is no URL is refused`(url: String) async throws {
        let client = ScriptedHTTPClient { _, _ in .status(200) }
        #expect(throws: ApusError(.invalidArgument, "")) {
            try RemoteStore(url: url, token: SecretString("t"), client: client)
        }
    }

    @Test func `follows events across connections`() async throws {
        let at = Timestamp.rounded(Date())
        let first = RunEvent(sequence: 5, at: at, change: .run(.running, reason: nil))
        let second = RunEvent(sequence: 9, at: at, change: .cancellationRequested)
        let text = (
            try RunEventFrame.change(first).encoded().text, try RunEventFrame.change(second).encoded().text,
            try RunEventFrame.end.encoded().text
        )
        let cursors = Mutex<[String?]>([])
        let client = ScriptedHTTPClient { request, _ in
            let count = cursors.withLock { cursors in
                cursors.append(request.headers["Last-Event-ID"])
                return cursors.count
            }
            return switch count {
            case 1: .text(200, ": keep-alive\n\n\(text.0)\(text.1.dropLast())")
            case 2: .status(503)
            case 3:
                ScriptedHTTPResponse(
                    status: 200, chunks: [Data(text.0.utf8)], failure: HTTPError(.idleTimedOut, "silence", for: request)
                )
            default: .text(200, "event: news\ndata: of a later version\n\n\(text.0)\(text.1)\(text.2)")
            }
        }
        let events = try store(client, Self.quick).events(of: .make(), after: 2)
        #expect(try await events.reduce(into: []) { $0.append($1) } == [first, second])
        #expect(cursors.withLock { $0 } == ["2", "5", "5", "5"])
    }

    private func store(_ client: any HTTPClient, _ retries: RemoteRetries) throws -> RemoteStore {
        try RemoteStore(url: "http://apus.example/", token: SecretString("t"), client: client, retries: retries)
    }

    private func failing(
        _ fault: Fault, times: Int, then answer: @escaping @Sendable () throws -> ScriptedHTTPResponse
    ) -> ScriptedHTTPClient {
        let count = Mutex(0)
        return ScriptedHTTPClient { request, _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number > times { return try answer() }
            if case .error(let code) = fault { throw HTTPError(code, "as the test wants", for: request) }
            return try fault.response()
        }
    }

    /// What goes wrong.
    enum Fault: Sendable {
        /// Not from an Apus server.
        case status(Int)
        case problem(ApusError.Code)
        case error(HTTPError.Code)

        func response() throws -> ScriptedHTTPResponse {
            switch self {
            case .status(let status): return .text(status, "<html>")
            case .error: return .status(599)
            case .problem(let code):
                let problem = ProblemDetails(ApusError(code, "as the test wants"))
                return .text(problem.status, try CanonicalJSON.text(problem))
            }
        }
    }
}
