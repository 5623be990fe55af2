import ApusCore
import ApusModel

/// Flavors and a connector type whose behaviour tests know.
struct SamplePlugin: StackPlugin {
    static let manifest = PluginManifest(name: "sample", version: "1", summary: "for tests")

    struct Options: ComponentConfiguration {
        @Setting("A place")
        var place: String = "here"
        @Setting("A secret", isSecret: true)
        var password: String?
        @Setting("A number", scope: .step)
        var count: Int?
    }

    struct Access: ComponentConfiguration {
        @Setting("The token", isSecret: true)
        var token: String
    }

    struct Idle: StackComponent { func verify() async throws {} }

    struct Clusters: ServiceConnector {
        let token: String

        func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
            if token == "wrong" { throw ApusError(.unauthorized, "the token is wrong") }
            let all = ["blue", "green"]
            guard let resourceID else { return all }
            guard all.contains(resourceID) else { throw ApusError(.notFound, "there is no \(resourceID)") }
            return [resourceID]
        }

        func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
            ResourceAccess(resourceType: type, resourceID: resourceID, values: [:], secrets: [:])
        }
    }

    func register(into registry: inout FlavorRegistry) throws {
        for (type, name, isRemote) in [
            (ComponentType.orchestrator, "local", false), (.orchestrator, "far", true),
            (.artifactStore, "local", false),
            (.artifactStore, "bucket", true), (.containerRegistry, "images", true),
        ] {
            try registry.register(
                Flavor(
                    type: type, name: name, summary: "for tests", configuration: Options.self,
                    connectorResource: name == "far" ? .kubernetesCluster : nil, isRemote: { _ in isRemote },
                    make: { _, _ in Idle() }))
        }
        try registry.register(
            ConnectorType(
                name: "sample", summary: "for tests", resourceTypes: [.kubernetesCluster],
                authMethods: [
                    .init(name: "token", summary: "by token", configuration: Access.self) { access, _ in
                        Clusters(token: access.token)
                    }
                ]))
    }
}
