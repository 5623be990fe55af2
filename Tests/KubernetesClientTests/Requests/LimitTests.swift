import ApusHTTP
import ApusModel
import ApusTestKit
import Logging
import Testing

@testable import KubernetesClient

@Suite("A limit for requests")
struct LimitTests {
    @Test(
        "shortens what ends, and leaves a watch alone", arguments: [(120, 30), (10, 10), (nil, nil)] as [(Int?, Int?)])
    func shortens(given: Int?, expected: Int?) async throws {
        let http = ScriptedHTTPClient { _, _ in .text(200, "") }
        let limited = LimitedHTTPClient(client: http, limit: .seconds(30))
        let timeouts = HTTPTimeouts(total: given.map { .seconds($0) })
        try await limited.withResponse(to: HTTPRequest(.get, "http://x", timeouts: timeouts)) { _ in }
        #expect(http.exchanges.first?.request.timeouts?.total == expected.map { .seconds($0) })
    }

    @Test("for tries counts the first one too")
    func retries() throws {
        let access = try ClusterAccess(
            server: "https://x", name: "x", namespace: "ns", credential: .token(SecretString("t")))
        for retries in [0, 3] {
            let client = KubernetesClient(
                access, maximumRetries: retries, timeLimit: nil, logger: Logger(label: "test"))
            #expect(client.retry.attempts == retries + 1)
        }
    }
}
