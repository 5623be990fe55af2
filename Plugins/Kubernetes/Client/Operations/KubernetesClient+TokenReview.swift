import ApusHTTP
public import ApusModel

extension KubernetesClient {
    /// Asks whose a token is and whether it is still good, which takes the right to create `tokenreviews`.
    /// - Parameter audience: for whom it has to be.
    /// - Returns: `nil` for a token that is not the cluster's, is for others, has ended, or whose pod has.
    /// - Throws: `.forbidden` without that right.
    public func tokenReview(_ token: SecretString, audience: String) async throws -> TokenReview? {
        let review: JSONValue = [
            "apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview",
            "spec": ["token": .string(token.revealed()), "audiences": [.string(audience)]],
        ]
        let request = APIRequest(
            action: "asking whose a token is", method: .post, path: "/apis/authentication.k8s.io/v1/tokenreviews",
            body: try CanonicalJSON.encode(review))
        let answer = try await send(request, as: TokenReviewAnswer.self)
        return answer.review.flatMap { $0.audiences.contains(audience) ? $0 : nil }
    }
}
