import ApusModel

/// What proves who signs a request.
struct S3Credentials: Hashable, Sendable {
    let accessKeyID: String
    let secretAccessKey: SecretString
    /// Only with temporary credentials.
    let sessionToken: SecretString?
}
