import ApusModel

/// A bucket and the prefix under which everything is kept.
struct S3Location: Hashable, Sendable {
    let bucket: String
    /// Empty, or ends with `/`.
    let prefix: String

    /// - Parameter path: `s3://bucket` or `s3://bucket/prefix`; quotes around it are taken off.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    init(_ path: String) throws(ApusError) {
        let text = String(path.trimmed.drop { "'\"".contains($0) }.reversed().drop { "'\"".contains($0) }.reversed())
        guard text.hasPrefix("s3://") else {
            throw Self.refusal(path, "it does not begin with s3://")
        }
        let segments = text.dropFirst(5).split(separator: "/", omittingEmptySubsequences: false)
        guard let bucket = segments.first, Self.isBucketName(bucket) else {
            throw Self.refusal(path, "'\(segments.first ?? "")' is no name of a bucket")
        }
        let folders = segments.dropFirst().filter { !$0.isEmpty }
        if folders.contains(where: { $0 == "." || $0 == ".." }) { throw Self.refusal(path, "it contains '.' or '..'") }
        self.bucket = String(bucket)
        prefix = folders.isEmpty ? "" : folders.joined(separator: "/") + "/"
    }

    /// The whole of a bucket; an empty name stands for the service itself.
    init(bucket: String) {
        self.bucket = bucket
        prefix = ""
    }

    /// `s3://bucket/prefix`, without a slash at the end.
    var description: String { "s3://\(bucket)" + (prefix.isEmpty ? "" : "/\(prefix.dropLast())") }

    /// 3 to 63 characters; letters are let through in both cases, and `_`, because old buckets and other servers than
    /// Amazon's have them (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
    private static func isBucketName(_ text: Substring) -> Bool {
        (3...63).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
    }

    private static func refusal(_ path: String, _ reason: String) -> ApusError {
        ApusError(
            .invalidConfiguration, "option 'path' of an S3 artifact store cannot be '\(path)'", reason: reason,
            hint: "for example --path=s3://bucket/prefix")
    }
}
