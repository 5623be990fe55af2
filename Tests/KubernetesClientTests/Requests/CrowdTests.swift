import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Synchronization
import Testing

@testable import KubernetesClient

@Suite("Many requests at once")
struct CrowdTests {
    @Test("go 64 at a time, and what waits has no manifest yet")
    func crowd() async throws {
        let count = Crowd()
        let http = ScriptedHTTPClient { _, _ in
            for _ in 0..<5 { await Task.yield() }
            count.leave()
            return .text(201, #"{"metadata": {"name": "j"}, "spec": {"template": {}}}"#)
        }
        let client = try KubernetesClient(http)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    try await client.create(named: "j-\(number)", as: .jobs) {
                        count.enter()
                        return ["metadata": ["name": .string("j-\(number)")]]
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(count.most <= 64)
        let bodies = http.exchanges.map { String(decoding: $0.body, as: UTF8.self) }
        #expect(Set(bodies) == Set((0..<300).map { #"{"metadata":{"name":"j-\#($0)"}}"# }))
    }

    @Test("what the manifest's maker throws is thrown, and nothing is sent")
    func failure() async throws {
        let http = ScriptedHTTPClient { _, _ in .text(201, "{}") }
        let client = try KubernetesClient(http)
        await #expect(throws: ApusError.self) {
            try await client.create(named: "j", as: .jobs) {
                throw ApusError(.invalidConfiguration, "the step has no image")
            }
        }
        #expect(http.exchanges.isEmpty)
    }

    @Test(
        "have answers that wait no longer than a moment",
        arguments: [(14, Duration.seconds(1)), (15, .milliseconds(20))])
    func coalescing(others: Int, wanted: Duration) async throws {
        let http = ScriptedHTTPClient { _, _ in .text(201, #"{"metadata": {"name": "m"}}"#) }
        let client = try KubernetesClient(http, creationCoalescing: .seconds(1))
        try await beside(others, at: client.gate) {
            try await client.create(named: "m", as: .configMaps) { ["metadata": ["name": "m"]] }
        }
        #expect(http.exchanges.map(\.request.coalescing) == [wanted])
    }

    @Test("leave a watch as patient as it is")
    func watch() async throws {
        let http = ScriptedHTTPClient { _, _ in
            .text(
                200, #"{"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"p","resourceVersion":"1"}}}"# + "\n")
        }
        let client = try KubernetesClient(http)
        let reflector = Reflector(client, .pods, timing: WatchTiming(coalescing: .seconds(1)))
        try await beside(16, at: client.gate) {
            try? await reflector.run(from: ObjectList()) { event in  // only the test's own end is thrown
                if case .added = event { throw CancellationError() }
            }
        }
        #expect(http.exchanges.map(\.request.coalescing) == [.seconds(1)])
    }

    private func beside(
        _ count: Int, at gate: RequestGate, _ body: @Sendable () async throws -> Void
    ) async throws {
        if count == 0 { return try await body() }
        try await gate.pass { try await beside(count - 1, at: gate, body) }
    }
}

/// Counts those whose manifest was made and whose answer has not come.
private final class Crowd: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func enter() {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
}
