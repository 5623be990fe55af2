import ApusCore
import ApusModel
import ApusWire

/// A service connector that a plugin serves.
struct PluginServiceConnector: ServiceConnector {
    private let part: PluginPart

    /// - Throws: ``ApusError`` with `.invalidConfiguration` for options that the method does not take.
    init(
        _ type: PluginConnectorType, _ method: PluginConnectorType.AuthMethod, in program: PluginProgram,
        _ context: ConnectorContext
    ) throws(ApusError) {
        let schema = ConfigurationSchema(method.options)
        let options = schema.fillingDefaults(
            try schema.validate(context.allOptions, of: "service connector '\(context.connector.name)'"))
        let opening = PluginPart.Opening(
            arguments: [
                "type": .string("service_connector"), "connectorType": .string(type.name),
                "authMethod": .string(method.name), "name": .string(context.connector.name),
                "resource": context.connector.resourceID.map { .string($0) } ?? .null, "options": .object(options),
            ], expiresAt: nil)
        part = PluginPart(in: program, secrets: Array(context.secrets.values)) { opening }
    }

    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
        let answer = try await part.ask(
            .resources,
            ["type": .string(type.rawValue), "resource": resourceID.map { .string($0) } ?? .null])
        return try part.answered("resources", answer) { $0.arrayValue.map { $0.compactMap(\.stringValue) } }
    }

    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
        let answer = try await part.ask(
            .access, ["type": .string(type.rawValue), "resource": .string(resourceID)])
        return ResourceAccess(
            resourceType: type, resourceID: resourceID, values: answer["values"]?.objectValue ?? [:],
            secrets: (answer["secrets"]?.objectValue ?? [:]).compactMapValues {
                $0.stringValue.map { SecretString($0) }
            },
            expiresAt: answer["expiresAt"]?.stringValue.flatMap { Timestamp.date($0) })
    }
}
