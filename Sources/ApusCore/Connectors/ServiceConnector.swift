public import ApusModel
public import FoundationEssentials

/// Verified access to resources of some types by one authentication method; made by its ``ConnectorType`` from a stored
/// connector.
public protocol ServiceConnector: Sendable {
    /// Proves the credentials and returns the resources of `type` that they reach, in order and each once.
    /// - Parameter resourceID: when given, only this resource is wanted.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` for wrong or expired credentials, which its text does
    ///   not show, `.untrusted` for a certificate that the configured authority did not sign, `.unavailable` when
    ///   nobody answers, `.notFound` when `resourceID` is not among the resources, `.unsupported` for a type that the
    ///   connector gives no access to; `CancellationError` soon after the task is cancelled.
    func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String]

    /// What a component needs to use the resource. Short-lived credentials are renewed by calling it again. The
    /// resource need not be contacted.
    /// - Throws: as ``resources(of:matching:)``.
    func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess

    /// The resource of `type` that the configuration limits this connector to, or `nil` when it may reach several.
    /// Known without asking anybody; it is called when the connector is stored.
    func soleResource(of type: ResourceType) -> String?

    /// When the stored credentials end, where they say so themselves; `nil` where they do not, or are renewed at use.
    /// Known without asking anybody; it is called when the connector is stored.
    var credentialsEnd: Date? { get }

    /// Really asks at the resources of `type`: those that can be used, and those that cannot with the reason. Called to
    /// show people what a connector gives; the default knows the names only.
    /// - Throws: as ``resources(of:matching:)`` when none of them can be used.
    func examine(_ type: ResourceType, matching resourceID: String?) async throws -> [ResourceReport]
}

extension ServiceConnector {
    public func soleResource(of type: ResourceType) -> String? { nil }

    public var credentialsEnd: Date? { nil }

    public func examine(_ type: ResourceType, matching resourceID: String?) async throws -> [ResourceReport] {
        try await resources(of: type, matching: resourceID).map { ResourceReport(resourceID: $0) }
    }
}
