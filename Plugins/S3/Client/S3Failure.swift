import ApusModel
import FoundationEssentials

/// What an endpoint answered instead of doing what it was asked
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
struct S3Failure: Error, Equatable {
    let status: Int
    /// The endpoint's word for it, such as `NoSuchBucket`; empty when the answer has no body.
    let code: String
    let message: String

    /// Reads the answer's body, which may be anything.
    init(status: Int, body: Data) {
        let root = try? XMLReader.root(of: body)  // not XML: a proxy's page, say; the status then has to do
        self.status = status
        code = root?.text(of: "Code") ?? ""
        message = root?.text(of: "Message") ?? ""
    }

    init(status: Int, code: String, message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    /// Whether the same request may succeed later.
    var isTransient: Bool {
        if Self.full.contains(code) { return false }
        return Self.transient.contains(code) || [429, 500, 502, 503, 504].contains(status)
    }

    private static let transient: Set<String> = [
        "SlowDown", "SlowDownRead", "SlowDownWrite", "InternalError", "RequestTimeout", "ServiceUnavailable",
        "ThrottlingException", "TooManyRequests", "RequestLimitExceeded",
    ]
    private static let full: Set<String> = [
        "XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded", "InsufficientStorage",
        "InsufficientCapacity",
    ]
}

extension S3Failure {
    /// The failure as users see it.
    /// - Parameter action: what was tried, such as `writing 's3://bucket/key'`.
    func error(while action: String, bucket: String, region: String) -> ApusError {
        let reason = [code, message].filter { !$0.isEmpty }.joined(separator: ": ")
        let shown = reason.isEmpty ? "the endpoint answers with HTTP status \(status)" : reason
        func made(_ kind: ApusError.Code, _ summary: String, hint: String? = nil) -> ApusError {
            ApusError(kind, summary, reason: shown, hint: hint, cause: self)
        }
        if status == 507 || Self.full.contains(code) {
            return made(.storageFull, "\(action) fails because the bucket '\(bucket)' has no space left")
        }
        switch code {
        case "NoSuchBucket":
            return made(
                .notFound, "the bucket '\(bucket)' does not exist",
                hint: "create it, or check the options 'path' and 'endpoint_url' of the artifact store")
        case "InvalidAccessKeyId", "InvalidToken", "ExpiredToken", "TokenRefreshRequired", "SignatureDoesNotMatch":
            return made(
                .unauthorized, "the endpoint does not accept the credentials of the bucket '\(bucket)'",
                hint: "check the options 'access_key_id', 'secret_access_key' and 'session_token'")
        case "RequestTimeTooSkewed":
            return made(
                .unauthorized, "the clock of this machine differs too much from that of the S3 endpoint",
                hint: "set the clock, for example with: timedatectl set-ntp true")
        case "AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect",
            "IllegalLocationConstraintException":
            return made(
                .invalidConfiguration, "the bucket '\(bucket)' is not in the region '\(region)'",
                hint: "set the option 'region' of the artifact store")
        case "EntityTooLarge":
            return made(.rejected, "\(action) fails because the object is larger than the endpoint takes")
        case "NoSuchKey": return made(.notFound, "\(action) fails because there is nothing of that name")
        default: break
        }
        switch status {
        case 404: return made(.notFound, "\(action) fails because there is nothing of that name")
        case 401:
            return made(
                .unauthorized, "the endpoint does not accept the credentials of the bucket '\(bucket)'",
                hint: "check the options 'access_key_id', 'secret_access_key' and 'session_token'")
        case 403:
            return made(
                .forbidden, "\(action) is not allowed with these credentials",
                hint: "grant s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload and s3:ListBucket")
        case 429, 500...599: return made(.unavailable, "\(action) fails because the endpoint cannot serve it now")
        default: return made(.rejected, "\(action) fails")
        }
    }
}
