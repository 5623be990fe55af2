import ApusCore
import ApusModel

/// The options of the artifact store flavor `s3`.
struct S3Configuration: ComponentConfiguration {
    @Setting("Bucket and prefix that hold the artifacts", example: "s3://bucket/prefix")
    var path: String

    @Setting("URL of the S3 endpoint; Amazon's own for the region when left out", example: "https://minio.example:9000")
    var endpointUrl: String?

    @Setting("Region of the bucket")
    var region: String = "us-east-1"

    @Setting("Access key; AWS_ACCESS_KEY_ID when left out", isSecret: true)
    var accessKeyId: String?

    @Setting("Secret key; AWS_SECRET_ACCESS_KEY when left out", isSecret: true)
    var secretAccessKey: String?

    @Setting("Token of temporary credentials; AWS_SESSION_TOKEN when left out", isSecret: true)
    var sessionToken: String?

    @Setting("Whether the bucket is in the URL's path or host; 'path' when endpoint_url is given, else 'virtual'")
    var addressing: S3Addressing?

    @Setting("Certificates to trust instead of the system's: PEM text, or the path of a PEM file")
    var certificateAuthority: String?

    @Setting("Whether the endpoint's certificate is checked; each use without it warns")
    var verifyTls: Bool = true

    init() {}
}
