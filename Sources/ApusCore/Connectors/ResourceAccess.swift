public import ApusModel
public import FoundationEssentials

/// The way to one resource: where it is and with which credentials, as options that the resource type defines.
public struct ResourceAccess: Sendable {
    public let resourceType: ResourceType
    public let resourceID: String
    /// Plain facts: a server's URL, a region.
    public let values: [String: JSONValue]
    /// Tokens, keys, passwords.
    public let secrets: [String: SecretString]
    /// When the credentials end, if that is known.
    public let expiresAt: Date?

    public init(
        resourceType: ResourceType, resourceID: String, values: [String: JSONValue], secrets: [String: SecretString],
        expiresAt: Date? = nil
    ) {
        self.resourceType = resourceType
        self.resourceID = resourceID
        self.values = values
        self.secrets = secrets
        self.expiresAt = expiresAt
    }
}
