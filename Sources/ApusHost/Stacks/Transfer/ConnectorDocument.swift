public import ApusModel

/// Which connector a component in a ``StackDocument`` is bound to, by name.
public struct ConnectorDocument: Hashable, Sendable {
    public var name: String
    public var resourceType: ResourceType
    public var resourceID: String

    public init(name: String, resourceType: ResourceType, resourceID: String) {
        self.name = name
        self.resourceType = resourceType
        self.resourceID = resourceID
    }
}
