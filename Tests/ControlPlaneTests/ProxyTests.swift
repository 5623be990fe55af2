import ApusHTTP
import ApusModel
import FoundationEssentials
import HollowCluster
import KubernetesClient
import Testing

/// What the other suites rely on.
@Suite("The fault proxy", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct ProxyTests {
    private static func withProxy(_ body: (FaultProxy, KubernetesClient) async throws -> Void) async throws {
        try await FaultProxy.run(to: .current()) { proxy in
            try await body(
                proxy,
                KubernetesClient(
                    try proxy.access(namespace: "default"),
                    retry: RetryPolicy(attempts: 1)))
        }
    }

    @Test func `requests are known by verb and resource`() async throws {
        try await Self.withProxy { proxy, client in
            _ = try await client.list(.pods)
            _ = try await client.list(.pods, matching: ObjectSelector(allNamespaces: true))
            _ = try await client.list(.namespaces)
            _ = try await client.get(.namespaces, "default")
            _ = try await client.serverVersion()
            _ = try await client.delete(.jobs, "missing")
            try await client.deleteAll(.configMaps, matching: .labels("apus.dev/test=missing"))
            await #expect(throws: ApusError(.notFound, "")) {
                try await client.withLog(of: "missing") { try await $0.collect(upTo: 10) }
            }
            await #expect(throws: ApusError(.notFound, "")) {
                try await client.patch(.jobs, "missing", with: .merge(["spec": [:]]))
            }
            for try await event in Reflector(client, .jobs).events() where event == .synced { break }
            let seen = proxy.record.map { "\($0.request.verb) \($0.request.resource)" }
            let expected = [
                "list pods", "list pods", "list namespaces", "get namespaces", "list /version", "delete jobs",
                "deletecollection configmaps", "get pods/log", "patch jobs", "list jobs",
            ]
            #expect(seen.starts(with: expected), "\(seen)")
        }
    }

    @Test func `a fault hits as often as it should, after those that it should leave out`() async throws {
        try await Self.withProxy { proxy, client in
            proxy.inject(
                .answer(.failure(403, "Forbidden", "no")), into: RequestPattern("list", "pods"), skipping: 1, times: 2)
            var seen: [Bool] = []
            for _ in 0..<5 {
                _ = try await client.list(.namespaces)
                do {
                    _ = try await client.list(.pods)
                    seen.append(true)
                } catch let error as ApusError {
                    #expect(error.code == .forbidden)
                    seen.append(false)
                }
            }
            #expect(seen == [true, false, false, true, true])
            proxy.inject(.dropped, into: .any, times: nil)
            await #expect(throws: ApusError(.unavailable, "")) { try await client.list(.pods) }
            proxy.mend()
            _ = try await client.list(.pods)
        }
    }

    @Test func `connections are refused for a while, on the same port`() async throws {
        try await Self.withProxy { proxy, client in
            _ = try await client.list(.pods)
            await proxy.refuseConnections()
            await #expect(throws: ApusError(.unavailable, "")) { try await client.list(.pods) }
            try await proxy.acceptConnections()
            _ = try await client.list(.pods)
            #expect(proxy.count() == 2)
        }
    }
}
