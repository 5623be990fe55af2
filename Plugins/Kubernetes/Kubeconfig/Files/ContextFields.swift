/// What a kubeconfig says about a context.
struct ContextFields: Sendable, Decodable {
    var cluster: String?
    var user: String?
    var namespace: String?
}
