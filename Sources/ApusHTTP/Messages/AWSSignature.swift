/// Has a request signed with AWS Signature Version 4.
///
/// The query of the URL may be in any order and encoding: it is put into canonical form before it is sent. The path is
/// signed as it stands, which is what S3 wants; encode it once (RFC 3986, `/` kept).
///
/// For service `s3`, a `x-amz-content-sha256` header of the request is signed as the payload's digest; without it, an
/// empty body is signed as such and any other as `UNSIGNED-PAYLOAD`. Other services need the header whenever there is a
/// body.
public struct AWSSignature: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    public let accessKey: String
    let secretKey: String
    let sessionToken: String?
    public let region: String
    public let service: String

    public init(
        accessKey: String, secretKey: String, sessionToken: String? = nil, region: String, service: String = "s3"
    ) {
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.sessionToken = sessionToken
        self.region = region
        self.service = service
    }

    static let digestHeader = "x-amz-content-sha256"
    /// The SHA-256 of nothing.
    static let emptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    static let unsignedDigest = "UNSIGNED-PAYLOAD"

    /// Region and service; never the keys.
    public var description: String { "AWS signature for \(service) in \(region)" }

    public var customMirror: Mirror { Mirror(self, children: ["region": region, "service": service]) }
}
