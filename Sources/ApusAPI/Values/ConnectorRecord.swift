public import ApusModel

/// A service connector with the values of its secret options.
public struct ConnectorRecord: Hashable, Sendable, Codable {
    public let connector: Connector
    public let secrets: SecretValues

    public init(connector: Connector, secrets: SecretValues) {
        self.connector = connector
        self.secrets = secrets
    }
}
