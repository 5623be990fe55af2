public import ApusCore
public import ApusModel

/// What a service connector was found to reach, of one type of resources, when the server really asked there.
public struct ConnectorReach: Hashable, Sendable, Codable {
    public let resourceType: ResourceType
    /// What was found out about each resource, those that cannot be used among them.
    public let reports: [ResourceReport]
    /// Why there are none.
    public let problem: Diagnostic?

    public init(resourceType: ResourceType, reports: [ResourceReport], problem: Diagnostic? = nil) {
        self.resourceType = resourceType
        self.reports = reports
        self.problem = problem
    }
}
