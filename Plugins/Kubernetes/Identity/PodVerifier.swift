public import ApusCore
public import ApusModel
public import FoundationEssentials
public import KubernetesClient
import KubernetesManifests

/// Knows the pods of runs by ``/KubernetesManifests/ProjectedIdentity``: the cluster says whose a token is, and the pod's
/// label says which run it belongs to.
///
/// Whoever may make pods in a namespace can label them as they like, so the namespace is what is trusted: only those that
/// were named are.
public struct PodVerifier: ProgramVerifier {
    private let client: KubernetesClient
    private let namespaces: Set<String>
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - namespaces: whose pods are believed.
    ///   - client: asks; it needs the right to create `tokenreviews`, and to get pods there.
    public init(
        namespaces: Set<String>, client: KubernetesClient, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.namespaces = namespaces
        self.now = now
        self.client = client
    }

    public func run(ofBearerOf token: SecretString) async throws -> Identifier<Run>? {
        guard isPerhapsOne(token) else { return nil }
        guard let review = try await client.tokenReview(token, audience: ProjectedIdentity.audience),
            let namespace = review.serviceAccount?.namespace, namespaces.contains(namespace), let bound = review.pod
        else { return nil }
        let pod: Pod
        do {
            pod = try await client.get(.pods, bound.name, in: namespace)
        } catch let error as ApusError where error.code == .notFound {
            return nil
        }
        guard pod.metadata.uid == bound.uid else { return nil }
        return pod.metadata.labels[ObjectLabel.runID].map { Identifier(rawValue: $0) }
    }

    /// What the token says of itself, which costs no question to the cluster.
    private func isPerhapsOne(_ token: SecretString) -> Bool {
        guard let claims = JSONWebToken(token), claims.audiences.contains(ProjectedIdentity.audience) else {
            return false
        }
        return claims.expiresAt.map { now() < $0 } ?? false
    }
}
