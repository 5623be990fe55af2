import ApusHTTP
import ApusModel

extension KubernetesClient {
    /// Changes an object.
    /// - Parameter namespace: `nil` for the namespace of ``access``.
    /// - Returns: the object as it is then.
    /// - Throws: `.notFound`, `.conflict`, `.rejected`.
    @discardableResult
    public func patch<Object>(
        _ kind: ResourceKind<Object>, _ name: String, in namespace: String? = nil, with patch: ObjectPatch
    ) async throws -> Object {
        let request = APIRequest(
            action: "changing \(describe(kind, name, in: namespace))", method: .patch,
            path: kind.path(in: namespace ?? access.namespace, name: name), query: patch.query,
            body: try CanonicalJSON.encode(patch.body), contentType: patch.contentType,
            repetition: patch.isRepeatable ? .always : .ifUntouched)
        return try await send(request, as: Object.self)
    }
}
