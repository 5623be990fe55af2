import ApusHTTP
import FoundationEssentials

/// One call of an S3 endpoint, before it is signed.
struct S3Request: Sendable {
    let method: HTTPMethod
    /// The object's whole key, or empty for the bucket.
    let key: String
    var query: [String: String] = [:]
    var headers: [String: String] = [:]
    var payload = Data()
    /// What is done by it, for messages: `writing 's3://bucket/key'`.
    let action: String
}
