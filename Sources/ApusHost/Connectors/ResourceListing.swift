public import ApusCore
public import ApusModel

/// The resources of one type that a connector reaches, or why it reaches none.
public struct ResourceListing: Hashable, Sendable, Encodable {
    public let connector: Connector
    public let resourceType: ResourceType
    /// The names of those that can be used.
    public let resources: [String]
    /// What was found out about each, those that cannot be used among them.
    public let reports: [ResourceReport]
    /// Why there are none.
    public let error: String?
    /// What kind of failure that is.
    public let code: ApusError.Code?

    public init(connector: Connector, resourceType: ResourceType, reports: [ResourceReport], error: ApusError?) {
        self.connector = connector
        self.resourceType = resourceType
        self.reports = reports
        resources = reports.filter { $0.problem == nil }.map(\.resourceID)
        self.error = error.map { error in error.reason.map { "\(error.summary): \($0)" } ?? error.summary }
        code = error?.code
    }
}
