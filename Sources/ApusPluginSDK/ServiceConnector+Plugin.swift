import ApusCore
import ApusModel
import ApusWire

extension ServiceConnector {
    func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        let type = ResourceType(rawValue: try request.arguments.text("type"))
        switch request.call {
        case .resources:
            let found = try await resources(of: type, matching: request.arguments["resource"]?.stringValue)
            return ["resources": .array(found.map { .string($0) })]
        case .access:
            let access = try await access(to: request.arguments.text("resource"), of: type)
            // In clear: the channel is private to the two processes.
            return [
                "values": .object(access.values),
                "secrets": .object(access.secrets.mapValues { .string($0.revealed()) }),
                "expiresAt": access.expiresAt.map { .string(Timestamp.text($0)) } ?? .null,
            ]
        default: throw request.unsupported
        }
    }
}
