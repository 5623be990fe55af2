import ApusHTTP
import ApusModel

extension KubernetesClient {
    /// Asks whether this client may do something, without doing it
    /// (https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/self-subject-access-review-v1/).
    ///
    /// Every user whom the cluster knows may ask; so it is also the proof of credentials.
    /// - Parameters:
    ///   - verb: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`.
    ///   - subresource: such as `log`.
    ///   - namespace: `nil` for the namespace of ``access``.
    /// - Throws: `.unauthorized`.
    public func selfSubjectAccessReview<Object>(
        _ verb: String, _ kind: ResourceKind<Object>, subresource: String? = nil, in namespace: String? = nil
    ) async throws -> AccessReview {
        try await selfSubjectAccessReview(
            verb, group: kind.group, resource: kind.plural, subresource: subresource,
            namespace: kind.isNamespaced ? namespace ?? access.namespace : nil)
    }

    /// The same for a resource by its names.
    /// - Parameter namespace: `nil` for all namespaces, and for what is in none.
    public func selfSubjectAccessReview(
        _ verb: String, group: String, resource: String, subresource: String? = nil, namespace: String?
    ) async throws -> AccessReview {
        var attributes: [String: JSONValue] = [
            "verb": .string(verb), "group": .string(group), "resource": .string(resource),
        ]
        attributes["namespace"] = namespace.map { .string($0) }
        attributes["subresource"] = subresource.map { .string($0) }
        let review: JSONValue = [
            "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
            "spec": ["resourceAttributes": .object(attributes)],
        ]
        let request = APIRequest(
            action: "asking for one's permissions", method: .post,
            path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body: try CanonicalJSON.encode(review))
        return try await send(request, as: AccessReview.self)
    }
}
