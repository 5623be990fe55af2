public import ApusCore
import ApusModel
import ApusWire

extension InstalledPlugin {
    /// The plugin's flavors as every other flavor is: making a component of one starts nothing yet.
    public func flavors(in host: PluginHost) -> [Flavor] {
        description.flavors.map { flavor in
            var known = Flavor(
                type: flavor.type, name: flavor.name, summary: flavor.summary,
                schema: ConfigurationSchema(flavor.options), connectorResource: flavor.connectorResource,
                isRemote: { _ in flavor.isRemote }
            ) { context in
                let component = try PluginComponent(flavor, in: host.program(of: self), context)
                switch flavor.type {
                case .artifactStore: return PluginArtifactStore(component: component)
                case .orchestrator: return PluginOrchestrator(component: component)
                case .containerRegistry: return PluginContainerRegistry(component: component)
                default: throw ApusError(.unsupported, "plugins serve no \(flavor.type)")
                }
            }
            known.isOnThisMachineAlone = true
            return known
        }
    }

    /// The plugin's connector types.
    public func connectorTypes(in host: PluginHost) -> [ConnectorType] {
        description.connectorTypes.map { type in
            ConnectorType(
                name: type.name, summary: type.summary, resourceTypes: type.resourceTypes,
                authMethods: type.authMethods.map { method in
                    ConnectorType.AuthMethod(
                        name: method.name, summary: method.summary, schema: ConfigurationSchema(method.options)
                    ) { context in
                        try PluginServiceConnector(type, method, in: host.program(of: self), context)
                    }
                })
        }
    }
}
