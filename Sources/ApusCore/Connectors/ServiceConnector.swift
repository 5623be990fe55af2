public import ApusModel

/// Verified access to resources of some types by one authentication method; made by its ``ConnectorType`` from a stored
/// connector.
public protocol ServiceConnector: Sendable {
    /// Proves the credentials and returns the resources of `type` that they reach, in order.
    /// - Parameter resourceID: when given, only this resource is wanted.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` for wrong or expired credentials, `.untrusted` for a
    ///   certificate that the
    ///   configured authority did not sign, `.unavailable` when nobody answers, `.notFound` when `resourceID` is not
    ///   among the resources.
    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String]

    /// What a component needs to use the resource. Short-lived credentials are renewed by calling it again.
    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess
}
