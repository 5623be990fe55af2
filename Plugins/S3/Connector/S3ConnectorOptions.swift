import ApusCore
import ApusModel

/// The options of every method: an endpoint, and a key there. All that method `secret-key` has.
struct S3ConnectorOptions: ComponentConfiguration {
    @Setting("Access key", isSecret: true)
    var accessKeyId: String
    @Setting("Secret key", isSecret: true)
    var secretAccessKey: String
    @Setting("URL of the S3 endpoint; Amazon's own for the region when left out", example: "https://minio.example:9000")
    var endpointUrl: String?
    @Setting("Region of the buckets")
    var region: String = "us-east-1"
    @Setting("Certificates to trust instead of the system's: PEM text, or the path of a PEM file")
    var certificateAuthority: String?
    @Setting("Whether the endpoint's certificate is checked; each use without it warns")
    var verifyTls: Bool = true

    init() {}

    /// - Parameter sessionToken: the third part of temporary credentials.
    func access(sessionToken: SecretString?) -> S3Access {
        S3Access(
            credentials: S3Credentials(
                accessKeyID: accessKeyId, secretAccessKey: SecretString(secretAccessKey), sessionToken: sessionToken),
            endpointURL: endpointUrl, region: region, certificateAuthority: certificateAuthority,
            verifiesTLS: verifyTls)
    }
}
