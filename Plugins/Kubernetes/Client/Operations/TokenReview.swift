/// What the cluster says of somebody else's token
/// (https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/).
public struct TokenReview: Sendable, Hashable {
    /// Whose it is: `system:serviceaccount:NAMESPACE:NAME` for a service account.
    public let user: String
    /// For whom it is, as far as the question named them. Empty for the answer of a server that did not look.
    public let audiences: [String]
    /// The pod that the token is bound to, where it is bound to one: it ends with that pod.
    public let pod: PodReference?

    /// A pod, and not a later one of the same name.
    public struct PodReference: Sendable, Hashable {
        public let name: String
        public let uid: String

        public init(name: String, uid: String) {
            self.name = name
            self.uid = uid
        }
    }

    public init(user: String, audiences: [String], pod: PodReference? = nil) {
        self.user = user
        self.audiences = audiences
        self.pod = pod
    }

    /// The namespace and name of the service account; `nil` for any other user.
    public var serviceAccount: (namespace: String, name: String)? {
        let parts = user.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" else { return nil }
        return (parts[2], parts[3])
    }
}

/// The object in which it comes.
struct TokenReviewAnswer: Decodable {
    /// `nil` for a token that is not the cluster's, or ended.
    let review: TokenReview?

    private enum Key: String, CodingKey { case status }
    private struct Status: Decodable {
        let authenticated: Bool?
        let audiences: [String]?
        let user: User?
    }
    private struct User: Decodable {
        let username: String?
        let extra: [String: [String]]?
    }

    init(from decoder: any Decoder) throws {
        let status = try decoder.container(keyedBy: Key.self).decode(Status.self, forKey: .status)
        guard status.authenticated == true, let name = status.user?.username else {
            review = nil
            return
        }
        let extra = status.user?.extra ?? [:]
        let pod = extra["authentication.kubernetes.io/pod-name"]?.first
        let uid = extra["authentication.kubernetes.io/pod-uid"]?.first
        review = TokenReview(
            user: name, audiences: status.audiences ?? [],
            pod: pod.flatMap { pod in uid.map { TokenReview.PodReference(name: pod, uid: $0) } })
    }
}
