import ApusModel

/// What a kubeconfig says about a user.
struct UserFields: Sendable, Decodable {
    var clientCertificate: String?
    var clientCertificateData: String?
    var clientKey: String?
    var clientKeyData: SecretString?
    var token: SecretString?
    var tokenFile: String?
    var username: String?
    var password: SecretString?
    var impersonated: String?
    var impersonatedUID: String?
    var impersonatedGroups: [String?]?
    var impersonatedExtra: [String: [String?]?]?
    var exec: ExecFields?
    var authProvider: AuthProvider?

    /// What Kubernetes 1.26 removed.
    struct AuthProvider: Sendable, Decodable {
        var name: String?
        var config: [String: String?]?
    }

    private enum CodingKeys: String, CodingKey {
        case clientCertificate = "client-certificate"
        case clientCertificateData = "client-certificate-data"
        case clientKey = "client-key"
        case clientKeyData = "client-key-data"
        case token, tokenFile, username, password, exec
        case impersonated = "as"
        case impersonatedUID = "as-uid"
        case impersonatedGroups = "as-groups"
        case impersonatedExtra = "as-user-extra"
        case authProvider = "auth-provider"
    }
}
