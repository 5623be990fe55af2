/// What a component is to be reached through.
public struct ComponentConnection: Hashable, Sendable, Codable {
    /// The name of a service connector.
    public let connector: String
    /// Which of its resources; may be `nil` when it reaches one.
    public let resource: String?

    public init(connector: String, resource: String? = nil) {
        self.connector = connector
        self.resource = resource
    }
}
