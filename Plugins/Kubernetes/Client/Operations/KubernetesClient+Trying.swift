import ApusHTTP
public import ApusModel

extension KubernetesClient {
    /// Has the server do everything for the object that `manifest` describes but keep it, with unknown fields refused
    /// where the server can (https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run).
    /// - Parameter namespace: as for ``create(_:as:in:)``.
    /// - Throws: as ``create(_:as:in:)``.
    public func tryCreating<Object>(
        _ manifest: JSONValue, as kind: ResourceKind<Object>, in namespace: String? = nil
    ) async throws {
        let place = namespace ?? manifest["metadata"]?["namespace"]?.stringValue ?? access.namespace
        let name = manifest["metadata"]?["name"]?.stringValue ?? ""
        _ = try await send(
            APIRequest(
                action: "trying \(describe(kind, name, in: place))", method: .post, path: kind.path(in: place),
                query: [("dryRun", "All"), ("fieldValidation", "Strict")], body: try CanonicalJSON.encode(manifest)))
    }
}
