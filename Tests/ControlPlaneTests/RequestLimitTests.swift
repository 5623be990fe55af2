import ApusHTTP
import ApusModel
import HollowCluster
import KubernetesClient
import Logging
import Testing

@Suite("Options about requests", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct RequestLimitTests {
    private static func withProxy(
        retries: Int, timeLimit: Duration? = nil, _ body: (FaultProxy, KubernetesClient) async throws -> Void
    ) async throws {
        try await FaultProxy.run(to: .current()) { proxy in
            let client = KubernetesClient(
                try proxy.access(namespace: "default"), maximumRetries: retries, timeLimit: timeLimit,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await body(proxy, client)
        }
    }

    @Test(arguments: [0, 2])
    func `a request is sent again as often as max_api_retries says, and then it has failed`(retries: Int) async throws {
        try await Self.withProxy(retries: retries) { proxy, client in
            let away = ProxyAnswer.failure(503, "ServiceUnavailable", "the server is shutting down")
            proxy.inject(.answer(away), into: RequestPattern("list", "pods"), times: 100)
            await #expect(throws: ApusError(.unavailable, "")) { _ = try await client.list(.pods) }
            #expect(proxy.count("list", "pods") == retries + 1)
        }
    }

    @Test func `a request without an answer is over after api_request_timeout, and a watch is not`() async throws {
        try await Self.withProxy(retries: 0, timeLimit: .seconds(1)) { proxy, client in
            await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                let (synced, feed) = AsyncStream.makeStream(of: Void.self)
                group.addTask {
                    try await Reflector(client, .jobs).run { event in if event == .synced { feed.yield() } }
                }
                for await _ in synced { break }
                proxy.inject(.silence, into: RequestPattern("list", "pods"), times: 3)
                for _ in 1...3 {
                    await #expect(throws: ApusError(.timedOut, "")) { _ = try await client.list(.pods) }
                }
                #expect(proxy.count("watch", "jobs") == 1, "\(proxy.record)")
            }
        }
    }
}
