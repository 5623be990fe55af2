/// Which connector a component reaches its infrastructure through, and which of the connector's resources it uses.
public struct ConnectorBinding: Hashable, Sendable, Codable {
    public let connector: Identifier<Connector>
    public let resourceType: ResourceType
    /// The connector's name for the resource: a cluster's name, a registry's host, a bucket's URL.
    public let resourceID: String

    public init(connector: Identifier<Connector>, resourceType: ResourceType, resourceID: String) {
        self.connector = connector
        self.resourceType = resourceType
        self.resourceID = resourceID
    }
}
