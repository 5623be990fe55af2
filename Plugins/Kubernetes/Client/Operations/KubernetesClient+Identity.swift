import ApusHTTP
import ApusModel

extension KubernetesClient {
    /// Whom the server takes this client for
    /// (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#self-subject-review).
    ///
    /// Servers before 1.26 cannot be asked; the answer is then what the credential says of itself, and `nil` where it
    /// says nothing. That one is only worth something once the server has accepted the credential.
    /// - Throws: `.unauthorized`.
    public func whoAmI() async throws -> KubernetesUser? {
        for version in ["v1", "v1beta1", "v1alpha1"] {
            let review: JSONValue = [
                "apiVersion": .string("authentication.k8s.io/\(version)"), "kind": "SelfSubjectReview",
            ]
            let request = APIRequest(
                action: "asking who one is", method: .post,
                path: "/apis/authentication.k8s.io/\(version)/selfsubjectreviews",
                body: try CanonicalJSON.encode(review))
            do {
                return try await send(request, as: KubernetesUser.self)
            } catch let error as ApusError where [.notFound, .forbidden, .unsupported].contains(error.code) {
                // Who may ask for everything is told that there is nothing; everyone else that it is forbidden.
                continue
            }
        }
        return try await presumedUser()
    }

    private func presumedUser() async throws -> KubernetesUser? {
        if let impersonated = access.impersonation {
            return KubernetesUser(name: impersonated.user, groups: impersonated.groups)
        }
        let credential = try await session.connection().credential
        if let subject = credential.token.flatMap({ JSONWebToken($0) })?.subject {
            return KubernetesUser(name: subject)
        }
        if credential.token != nil { return nil }
        if let password = credential.password { return KubernetesUser(name: password.username) }
        guard let identity = credential.identity ?? access.identity,
            let subject = CertificateSubject(pem: identity.certificate), let name = subject.commonName
        else { return nil }
        return KubernetesUser(name: name, groups: subject.organisations)
    }
}
