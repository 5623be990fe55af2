public import ApusCore
import ApusModel

/// Supplies the container registry flavor `oci`, any registry that speaks the OCI distribution API, and the connector
/// type `docker-registry`.
public struct OCIPlugin: StackPlugin {
    public static let manifest = PluginManifest(name: "oci", version: "0.1.0", summary: "Images in OCI registries")

    public init() {}

    public func register(into registry: inout FlavorRegistry) throws {
        try registry.register(
            Flavor(
                type: .containerRegistry, name: "oci", summary: "any registry that speaks the OCI distribution API",
                configuration: OCIConfiguration.self, connectorResource: .dockerRegistry, isRemote: { _ in true }
            ) { configuration, context in
                try OCIContainerRegistry(configuration, context)
            })
        try registry.register(RegistryConnectors.type())
    }
}
