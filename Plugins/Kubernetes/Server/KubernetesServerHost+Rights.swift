import ApusModel
import KubernetesClient

extension KubernetesServerHost {
    /// Removes the rights that the server in `namespace` has, but for those in `kept`.
    ///
    /// Whoever may not look for rights cannot have given any, so nothing is done then.
    /// - Returns: what is gone.
    func removeRights(
        of namespace: String, keeping kept: [JSONValue] = [], _ client: KubernetesClient
    ) async throws -> [String] {
        var removed: [String] = []
        for kind in [ResourceKind<UntypedObject>.roleBindings, .roles, .clusterRoleBindings, .clusterRoles] {
            let kept = kept.filter { $0["kind"]?.stringValue == kind.kind }.map { $0["metadata"]?["namespace"] }
            do {
                for object in try await client.list(
                    kind,
                    matching: ObjectSelector(
                        labels: ServerRights.selector(namespace), allNamespaces: kind.isNamespaced)
                ).items {
                    let metadata = object.metadata
                    if kept.contains(metadata.namespace.map { .string($0) }) { continue }
                    if try await client.delete(kind, metadata.name, in: metadata.namespace, uid: metadata.uid) {
                        let place = metadata.namespace.map { " in namespace '\($0)'" } ?? ""
                        removed.append("\(kind.kind) '\(metadata.name)'\(place)")
                    }
                }
            } catch let error as ApusError where error.code == .forbidden {
                continue
            }
        }
        return removed
    }
}
