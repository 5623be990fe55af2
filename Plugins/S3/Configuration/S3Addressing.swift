import ApusCore

/// Where a request's URL names the bucket.
enum S3Addressing: String, CaseIterable, Hashable, Sendable, SettingValue {
    /// `https://endpoint/bucket/key`
    case path
    /// `https://bucket.endpoint/key`
    case virtual
}
