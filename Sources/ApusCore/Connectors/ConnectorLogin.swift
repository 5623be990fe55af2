import ApusModel

/// What a program of this machine's user, such as kubectl, is to be told of a resource.
public struct ConnectorLogin: Sendable {
    /// The name of the connector.
    public let connector: String
    /// The name that the user sees in the program; unique for connector and resource.
    public let name: String
    public let access: ResourceAccess
    /// Whether the program is to use it from now on where nothing else is said.
    public let isCurrent: Bool
    /// Says where the program's files are.
    public let environment: [String: String]

    public init(
        connector: String, name: String, access: ResourceAccess, isCurrent: Bool, environment: [String: String]
    ) {
        self.connector = connector
        self.name = name
        self.access = access
        self.isCurrent = isCurrent
        self.environment = environment
    }

    /// What was written where.
    public struct Receipt: Hashable, Sendable, Codable {
        /// The file that was changed.
        public let file: String
        /// How to use it: `kubectl --context apus-prod get pods`.
        public let command: String

        public init(file: String, command: String) {
            self.file = file
            self.command = command
        }
    }
}
