public import ApusCore
public import ApusModel

/// A connector to an ``InMemoryPeer``, by token.
public struct InMemoryServiceConnector: ServiceConnector {
    /// The options of the authentication method `token`.
    public struct Configuration: ComponentConfiguration {
        @Setting("The token that the peer accepts", isSecret: true)
        public var token: String

        public init() {}
    }

    private let peer: InMemoryPeer
    private let token: SecretString

    public init(_ peer: InMemoryPeer, token: SecretString) {
        self.peer = peer
        self.token = token
    }

    /// The connector type `memory`, whose connectors reach `peer`.
    public static func type(reaching peer: InMemoryPeer) -> ConnectorType {
        ConnectorType(
            name: "memory", summary: "Resources that are in memory",
            resourceTypes: peer.resources.keys.sorted { $0.rawValue < $1.rawValue },
            authMethods: [
                ConnectorType.AuthMethod(
                    name: "token", summary: "The token that the peer accepts", configuration: Configuration.self
                ) { configuration, _ in
                    InMemoryServiceConnector(peer, token: SecretString(configuration.token))
                }
            ])
    }

    public func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
        try checkType(type)
        let found = try await peer.ask(with: token)[type] ?? []
        guard let resourceID else { return found.sorted() }
        try check(resourceID, isAmong: found)
        return [resourceID]
    }

    public func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
        try checkType(type)
        try check(resourceID, isAmong: peer.resources[type] ?? [])
        return ResourceAccess(
            resourceType: type, resourceID: resourceID, values: ["place": .string("memory://\(resourceID)")],
            secrets: ["token": token])
    }

    private func checkType(_ type: ResourceType) throws(ApusError) {
        guard peer.resources[type] != nil else {
            throw ApusError(.unsupported, "the service connector gives no access to a \(type)")
        }
    }

    private func check(_ resourceID: String, isAmong resources: Set<String>) throws(ApusError) {
        guard resources.contains(resourceID) else {
            throw ApusError(.notFound, "the service connector does not reach '\(resourceID)'")
        }
    }
}
