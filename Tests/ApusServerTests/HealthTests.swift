import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import InMemoryLogging
import Logging
import Testing

@testable import ApusServer

@Suite struct HealthTests {
    @Test(arguments: ["/health", "/health/live", "/health/ready"])
    func `a server that serves says so to everybody`(path: String) async throws {
        try await withServer { server in
            let response = try await server.send(.get, path, token: nil)
            #expect(response.status == 200)
        }
    }

    @Test(arguments: [(false, false), (true, false), (false, true)])
    func `a server is ready while its store answers and it does not shut down`(isShutDown: Bool, isSilent: Bool) async {
        let mark = ShutdownMark()
        if isShutDown { mark.set() }
        let readiness = Readiness(shutdown: mark) { if isSilent { throw ApusError(.storageFull, "the disk is full") } }
        let error = await failure { try await readiness.check() }
        #expect(error?.code == (isShutDown || isSilent ? .unavailable : nil))
        #expect(!isSilent || error?.reason?.contains("the disk is full") == true)
    }

    @Test(.timeLimit(.minutes(20))) func `a server whose store hangs is not ready, and says so in time`() async {
        let readiness = Readiness(shutdown: ShutdownMark(), limit: .milliseconds(10)) {
            try await Task.sleep(for: .seconds(600))
        }
        #expect(await failure { try await readiness.check() }?.code == .unavailable)
    }

    @Test(arguments: [
        ("a1-B_2.c:d", true), ("", false), ("two words", false), ("ä", false),
        (String(repeating: "x", count: 128), true),
        (String(repeating: "x", count: 129), false), ("a\u{1B}[31m", false),
    ])
    func `the identity of a request is taken over when it is sane`(given: String, isTaken: Bool) {
        #expect(RequestIdentity.sane(given) == (isTaken ? given : nil))
    }

    @Test func `what is logged of a call has the identity of its request`() async throws {
        let records = InMemoryLogHandler()
        try await withServer(logger: Logger(label: "test", factory: { _ in records })) { server in
            var request = HTTPRequest(.get, server.url + "/health")
            request.headers["X-Request-ID"] = "mine-1"
            _ = try await server.client.send(request)
        }
        let calls = records.entries.filter { $0.metadata["path"] == "/health" }
        #expect(calls.map { $0.metadata["request"] } == ["mine-1"])
    }

    @Test(arguments: ["/health", "/nothing", "/api/v1/info"])
    func `every answer has the identity of its request`(path: String) async throws {
        try await withServer { server in
            let own = try await server.send(.get, path, token: nil).headers["X-Request-ID"]
            let other = try await server.send(.get, path, token: nil).headers["X-Request-ID"]
            #expect(own != nil && own != other)
            var request = HTTPRequest(.get, server.url + path)
            request.headers["X-Request-ID"] = "mine-1"
            #expect(try await server.client.send(request).headers["X-Request-ID"] == "mine-1")
        }
    }
}
