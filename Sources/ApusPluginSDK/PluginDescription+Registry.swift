import ApusCore
import ApusModel
import ApusWire

extension PluginFlavor {
    /// What a host has to know of a flavor.
    init(_ flavor: Flavor, address: String?) {
        self.init(
            type: flavor.type, name: flavor.name, summary: flavor.summary,
            options: flavor.schema.options.map { PluginOption($0) }, connectorResource: flavor.connectorResource,
            isRemote: flavor.isRemote([:]), address: address)
    }
}

extension PluginConnectorType {
    /// What a host has to know of a connector type.
    init(_ type: ConnectorType) {
        self.init(
            name: type.name, summary: type.summary, resourceTypes: type.resourceTypes,
            authMethods: type.authMethods.map { method in
                AuthMethod(
                    name: method.name, summary: method.summary, options: method.schema.options.map { PluginOption($0) })
            })
    }
}
