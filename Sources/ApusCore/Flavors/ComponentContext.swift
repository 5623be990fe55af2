public import ApusModel
public import Logging
public import SystemPackage

/// What a flavor may use to make a component.
public struct ComponentContext: Sendable {
    public let component: Component
    /// The values of the component's secret options.
    public let secrets: [String: SecretString]
    /// What the component's connector gives, or `nil` when it has none. Asked for again whenever credentials may have
    /// expired.
    public let access: (@Sendable () async throws -> ResourceAccess)?
    /// The folder on this machine where Apus keeps its data (`APUS_HOME`); a component may use `<home>/<type>/<name>`.
    public let home: FilePath
    public let logger: Logger
    /// Whether the component may use credentials that the user of this machine has, such as a kubeconfig or what
    /// `docker login` keeps, where it has none of its own. A server's components may not: see
    /// ``ConnectorContext/usesMachine``.
    public let usesMachine: Bool

    public init(
        component: Component, secrets: [String: SecretString] = [:],
        access: (@Sendable () async throws -> ResourceAccess)? = nil,
        home: FilePath, logger: Logger, usesMachine: Bool = true
    ) {
        self.component = component
        self.secrets = secrets
        self.access = access
        self.home = home
        self.logger = logger
        self.usesMachine = usesMachine
    }

    /// The options with secrets among them, as the flavor's configuration reads them.
    public var allOptions: [String: JSONValue] {
        component.configuration.merging(secrets.mapValues { .string($0.revealed()) }) { _, secret in secret }
    }
}
