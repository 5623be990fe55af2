import ApusModel
import ApusTestKit
import KubernetesClient
import Testing

@Suite("Discovery")
struct DiscoveryTests {
    static func server() -> ScriptedHTTPClient {
        ScriptedHTTPClient { request, _ in
            switch request.target {
            case "/version": .json(200, ["major": "1", "minor": "20+", "gitVersion": "v1.20.2-x"])
            case "/apis":
                .json(
                    200,
                    [
                        "groups": [
                            [
                                "name": "batch",
                                "versions": [["groupVersion": "batch/v1"], ["groupVersion": "batch/v1beta1"]],
                            ]
                        ]
                    ])
            case "/apis/batch/v1": .json(200, ["resources": [["name": "jobs"], ["name": "jobs/status"]]])
            case "/apis/batch/v1beta1": .json(200, ["resources": [["name": "cronjobs"]]])
            case "/api/v1": .json(200, ["resources": [["name": "pods"], ["name": "pods/log"]]])
            default: .failure(404, "NotFound")
            }
        }
    }

    @Test("the version is read once, and compared by its numbers")
    func version() async throws {
        let http = Self.server()
        let client = try KubernetesClient(http)
        let version = try await client.serverVersion()
        #expect(try await client.serverVersion() == version)
        #expect(version == ServerVersion(major: 1, minor: 20, description: "v1.20.2-x"))
        #expect(version < ServerVersion(major: 1, minor: 21, description: ""))
        #expect(http.exchanges.count == 1)
    }

    @Test("groups are read once")
    func groups() async throws {
        let http = Self.server()
        let client = try KubernetesClient(http)
        #expect(try await client.groupVersions() == ["v1", "batch/v1", "batch/v1beta1"])
        _ = try await client.groupVersions()
        #expect(http.exchanges.count == 1)
    }

    @Test("kinds are known by group and version, and each of those is read once")
    func kinds() async throws {
        let http = Self.server()
        let client = try KubernetesClient(http)
        #expect(try await client.serves(.jobs))
        #expect(try await !client.serves(.cronJobs))
        #expect(try await client.serves(.betaCronJobs))
        #expect(try await client.serves(.pods))
        #expect(try await !client.serves(.roleBindings))
        #expect(try await !client.serves(.roleBindings))
        #expect(http.exchanges.count == 4)
    }
}
