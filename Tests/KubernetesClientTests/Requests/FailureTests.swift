import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Synchronization
import Testing

@Suite("Failures of requests")
struct FailureTests {
    @Test(
        "each answer has its code, its words and the cluster's URL",
        arguments: [
            (401, "Unauthorized", ApusError.Code.unauthorized), (403, "Forbidden", .forbidden),
            (404, "NotFound", .notFound),
            (409, "AlreadyExists", .alreadyExists), (409, "Conflict", .conflict), (410, "Expired", .conflict),
            (400, "BadRequest", .rejected), (413, "RequestEntityTooLarge", .rejected), (422, "Invalid", .rejected),
            (405, "MethodNotAllowed", .unsupported), (429, "TooManyRequests", .unavailable),
            (500, "InternalError", .unavailable), (503, "ServiceUnavailable", .unavailable),
            (504, "Timeout", .unavailable),
        ])
    func codes(status: Int, reason: String, code: ApusError.Code) async throws {
        let http = Script.client(.failure(status, reason, "the server's words"))
        let error = try #require(
            await #expect(throws: ApusError.self) {
                try await KubernetesClient(http).create(["metadata": ["name": "j"]], as: .jobs)
            })
        #expect(error.code == code)
        #expect(error.reason == "the server's words")
        #expect(error.summary.contains(KubernetesClient.testServer))
        #expect((error.cause as? APIStatus)?.code == status)
        #expect((error.cause as? APIStatus)?.reason == reason)
    }

    @Test("a missing namespace is named, with the command that makes it")
    func missingNamespace() async throws {
        let http = Script.client(
            .failure(404, "NotFound", #"namespaces "ml" not found"#, details: ["kind": "namespaces", "name": "ml"]))
        let error = try #require(
            await #expect(throws: ApusError.self) {
                try await KubernetesClient(http).create(["metadata": ["name": "j"]], as: .jobs, in: "ml")
            })
        #expect(error.code == .notFound)
        #expect(error.summary.contains("'ml'"))
        #expect(error.hint?.contains("kubectl create namespace ml") == true)
    }

    @Test(
        "no answer at all has its code",
        arguments: [
            (HTTPError.Code.connectionFailed, ApusError.Code.unavailable), (.nameResolutionFailed, .unavailable),
            (.connectTimedOut, .unavailable), (.connectionLost, .unavailable), (.proxyFailed, .unavailable),
            (.truncated, .unavailable), (.idleTimedOut, .timedOut), (.totalTimedOut, .timedOut),
            (.tlsVerificationFailed, .untrusted), (.tlsFailed, .untrusted), (.clientCertificateRejected, .unauthorized),
            (.invalidTLSConfiguration, .invalidConfiguration), (.protocolError, .internalFailure),
        ])
    func transport(code: HTTPError.Code, expected: ApusError.Code) async throws {
        let http = ScriptedHTTPClient { request, _ in throw HTTPError(code, "libcurl's words", for: request) }
        let error = try #require(
            await #expect(throws: ApusError.self) { try await KubernetesClient(http).list(.pods) })
        #expect(error.code == expected)
        #expect(error.summary.contains(KubernetesClient.testServer))
        #expect(error.reason == "libcurl's words")
    }

    @Test("an answer that is no API's says so", arguments: ["<html>hello</html>", "{}", "[]"])
    func strangers(body: String) async throws {
        let error = try #require(
            await #expect(throws: ApusError.self) {
                try await KubernetesClient(Script.client(.text(200, body))).get(.pods, "p")
            })
        #expect(error.code == .unavailable)
        #expect(error.summary.contains("does not answer as a Kubernetes API server"))
    }

    @Test("a failure that is no Status object shows the text")
    func proxyPage() async throws {
        let error = try #require(
            await #expect(throws: ApusError.self) {
                try await KubernetesClient(Script.client(.text(403, "blocked by proxy"))).get(.pods, "p")
            })
        #expect(error.code == .forbidden && error.reason == "blocked by proxy")
    }

    @Test("what may pass is tried again, four times in all", arguments: [429, 500, 502, 503, 504])
    func retried(status: Int) async throws {
        let clock = InstantClock()
        let http = Script.client(.failure(status), .failure(status), .failure(status), .json(200, podJSON("p")))
        #expect(try await KubernetesClient(http, clock: clock).get(.pods, "p").metadata.name == "p")
        #expect(clock.sleeps.count == 3)
        let hopeless = Script.client(.failure(status))
        await #expect(throws: ApusError(.unavailable, "")) { try await KubernetesClient(hopeless).get(.pods, "p") }
        #expect(hopeless.exchanges.count == 4)
    }

    @Test("what will not pass is not", arguments: [400, 401, 403, 404, 409, 410, 422, 501])
    func notRetried(status: Int) async throws {
        let http = Script.client(.failure(status))
        await #expect(throws: ApusError.self) { try await KubernetesClient(http).get(.pods, "p") }
        #expect(http.exchanges.count == 1)
    }

    @Test(
        "the server's wish for a pause is kept, within a minute",
        arguments: [
            ("Retry-After", 7, Duration.seconds(7)), ("Retry-After", 3600, .seconds(60)), ("X", 9, .seconds(9)),
        ])
    func retryAfter(header: String, seconds: Int, expected: Duration) async throws {
        let clock = InstantClock()
        let http = Script.client(
            .failure(
                429, "TooManyRequests", details: header == "X" ? ["retryAfterSeconds": .integer(Int64(seconds))] : [:],
                headers: [header: String(seconds)]),
            .json(200, podJSON("p")))
        _ = try await KubernetesClient(http, clock: clock).get(.pods, "p")
        #expect(clock.sleeps == [expected])
    }

    @Test("an object without a name is made again only when the server did nothing")
    func generatedNames() async throws {
        let manifest: JSONValue = ["metadata": ["generateName": "j-"]]
        for (status, count) in [(429, 4), (503, 1)] {
            let http = Script.client(.failure(status))
            await #expect(throws: ApusError.self) { try await KubernetesClient(http).create(manifest, as: .jobs) }
            #expect(http.exchanges.count == count)
        }
        for (code, count) in [(HTTPError.Code.connectionFailed, 4), (.connectionLost, 1)] {
            let http = ScriptedHTTPClient { request, _ in throw HTTPError(code, "", for: request) }
            await #expect(throws: ApusError.self) { try await KubernetesClient(http).create(manifest, as: .jobs) }
            #expect(http.exchanges.count == count)
        }
    }

    @Test("a log that breaks is not begun again")
    func brokenLog() async throws {
        let http = ScriptedHTTPClient { request, _ in
            ScriptedHTTPResponse(
                status: 200, chunks: [.init("x".utf8)], failure: HTTPError(.truncated, "", for: request))
        }
        await #expect(throws: ApusError(.unavailable, "")) {
            try await KubernetesClient(http).withLog(of: "p") { output in for try await _ in output {} }
        }
        #expect(http.exchanges.count == 1)
    }

    @Test("a listing that breaks off is asked for again")
    func brokenListing() async throws {
        let script = Script([
            Answer(
                ScriptedHTTPResponse(
                    status: 200, chunks: [.init("{".utf8)],
                    failure: HTTPError(.truncated, "", for: HTTPRequest(.get, KubernetesClient.testServer)))),
            .json(200, podList([podJSON("a")], version: 1)),
        ])
        let client = try KubernetesClient(ScriptedHTTPClient { _, _ in script.next() })
        #expect(try await client.list(.pods).items.count == 1)
    }
}
