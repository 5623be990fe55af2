import ApusModel
import KubernetesClient

extension ResourceKind<UntypedObject> {
    /// The kinds of what a server consists of, in the order in which it goes: first what brings calls. What holds its data
    /// is not among them.
    static var serverParts: [Self] {
        [.ingresses, .deployments, .services, .networkPolicies, .serviceAccounts]
    }

    /// The kind of a manifest.
    /// - Throws: ``/ApusModel/ApusError`` with `.internalFailure` for one that servers do not consist of.
    static func serverPart(_ manifest: JSONValue) throws(ApusError) -> Self {
        let all =
            serverParts + [.volumeClaims, .secrets, .roles, .roleBindings, .clusterRoles, .clusterRoleBindings]
        if let kind = all.first(where: { $0.kind == manifest["kind"]?.stringValue }) { return kind }
        throw ApusError(.internalFailure, "a server has no object of kind \(manifest["kind"] ?? .null)")
    }
}

extension KubernetesClient {
    /// The object, or `nil` when there is none.
    func find(_ kind: ResourceKind<UntypedObject>, _ name: String, in namespace: String) async throws -> UntypedObject?
    {
        do {
            return try await get(kind, name, in: namespace)
        } catch let error as ApusError where error.code == .notFound {
            return nil
        }
    }
}
