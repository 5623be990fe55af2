public import ApusModel

/// What a connector found out about one of its resources by really asking there.
public struct ResourceReport: Hashable, Sendable, Codable {
    public let resourceID: String
    /// Whom the resource takes the connector for, such as `system:serviceaccount:ml:trainer`; `nil` where it does not
    /// say.
    public let identity: String?
    /// Where in the resource it was asked what that one may do: `namespace 'ml'`.
    public let scope: String?
    /// What it lets that one do there, as far as that was asked: `create Jobs`.
    public let allowed: [String]
    /// What it does not let that one do.
    public let denied: [String]
    /// Why the resource cannot be used, or `nil` when it can.
    public let problem: Diagnostic?

    public init(
        resourceID: String, identity: String? = nil, scope: String? = nil, allowed: [String] = [],
        denied: [String] = [], problem: Diagnostic? = nil
    ) {
        self.resourceID = resourceID
        self.identity = identity
        self.scope = scope
        self.allowed = allowed
        self.denied = denied
        self.problem = problem
    }
}
