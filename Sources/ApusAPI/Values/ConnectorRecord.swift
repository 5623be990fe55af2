public import ApusModel

/// A service connector with the values of its secret options.
public struct ConnectorRecord: Hashable, Sendable, Codable {
    public let connector: Connector
    /// For an update: what the caller believes to be stored, or `nil` to replace whatever is.
    public let replacing: Connector?
    public let secrets: SecretValues

    public init(connector: Connector, replacing: Connector? = nil, secrets: SecretValues) {
        self.connector = connector
        self.replacing = replacing
        self.secrets = secrets
    }
}
