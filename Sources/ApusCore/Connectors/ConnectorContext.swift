public import ApusModel
public import FoundationEssentials
public import Logging

/// What an authentication method may use to make a connector.
public struct ConnectorContext: Sendable {
    public let connector: Connector
    public let secrets: [String: SecretString]
    public let logger: Logger
    /// Tells when credentials end.
    public let now: @Sendable () -> Date

    public init(
        connector: Connector, secrets: [String: SecretString] = [:], logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.connector = connector
        self.secrets = secrets
        self.logger = logger
        self.now = now
    }

    /// The options with secrets among them, as the method's configuration reads them.
    public var allOptions: [String: JSONValue] {
        connector.configuration.merging(secrets.mapValues { .string($0.revealed()) }) { _, secret in secret }
    }
}
