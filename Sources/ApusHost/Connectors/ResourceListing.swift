public import ApusModel

/// The resources of one type that a connector reaches, or why it reaches none.
public struct ResourceListing: Hashable, Sendable, Encodable {
    public let connector: Connector
    public let resourceType: ResourceType
    public let resources: [String]
    public let error: String?

    public init(connector: Connector, resourceType: ResourceType, resources: [String], error: String?) {
        self.connector = connector
        self.resourceType = resourceType
        self.resources = resources
        self.error = error
    }
}
