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
    /// Whether the connector may use what the user of this machine has: files and programs that it names. A server's
    /// connectors may not, since they are named by people who are not the machine's user.
    public let usesMachine: Bool

    public init(
        connector: Connector, secrets: [String: SecretString] = [:], logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }, usesMachine: Bool = true
    ) {
        self.connector = connector
        self.secrets = secrets
        self.logger = logger
        self.now = now
        self.usesMachine = usesMachine
    }

    /// Called by a method before it uses a file or a program of this machine.
    /// - Parameter what: `the program 'aws'`, `a kubeconfig file`.
    /// - Throws: ``/ApusModel/ApusError`` with `.rejected` unless ``usesMachine``.
    public func checkMayUse(_ what: String) throws(ApusError) {
        if usesMachine { return }
        throw ApusError(
            .rejected, "service connector '\(connector.name)' cannot be used by a server",
            reason: "it needs \(what), which is on a user's own machine",
            hint: "apus service-connector verify \(connector.name), on that machine")
    }

    /// The options with secrets among them, as the method's configuration reads them.
    public var allOptions: [String: JSONValue] {
        connector.configuration.merging(secrets.mapValues { .string($0.revealed()) }) { _, secret in secret }
    }
}
