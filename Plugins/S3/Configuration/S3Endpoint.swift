import ApusModel

/// Where a bucket is, and the URLs of what is in it.
struct S3Endpoint: Hashable, Sendable {
    let region: String
    /// The URL of the bucket, without a slash at the end.
    let bucketURL: String

    /// - Throws: ``ApusError`` with `.invalidConfiguration` when `url` is no http or https URL.
    init(url: String?, region: String, bucket: String, addressing: S3Addressing?) throws(ApusError) {
        self.region = region
        let root = try url.map(Self.normalized) ?? "https://\(Self.amazonHost(region))"
        // A certificate for *.host does not cover a bucket name with dots.
        let isPath = addressing.map { $0 == .path } ?? (url != nil || bucket.contains("."))
        guard let mark = root.firstRange(of: "://") else { throw Self.refusal(url ?? root) }
        bucketURL = isPath ? "\(root)/\(bucket)" : "\(root[..<mark.upperBound])\(bucket).\(root[mark.upperBound...])"
    }

    /// The service itself, where the buckets are listed.
    /// - Throws: ``ApusError`` with `.invalidConfiguration` when `url` is no http or https URL.
    init(serviceURL url: String?, region: String) throws(ApusError) {
        self.region = region
        bucketURL = "\(try url.map(Self.normalized) ?? "https://\(Self.amazonHost(region))")/"
    }

    /// The URL of an object, or of the bucket for an empty key, with `query` in the canonical form of signature
    /// version 4: sorted, every name followed by `=`
    /// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). libcurl 7.88 signs
    /// the query as it stands.
    func url(key: String, query: [String: String] = [:]) -> String {
        let path = key.isEmpty ? "" : "/\(PercentEncoding.encode(key, keepingSlashes: true))"
        if query.isEmpty { return bucketURL + path }
        let pairs = query.map { (PercentEncoding.encode($0.key), PercentEncoding.encode($0.value)) }
        let sorted = pairs.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        return "\(bucketURL)\(path)?\(sorted.map { "\($0.0)=\($0.1)" }.joined(separator: "&"))"
    }

    private static func normalized(_ url: String) throws(ApusError) -> String {
        let text = url.trimmed
        let lowered = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: { lowered.hasPrefix($0) }) else { throw refusal(url) }
        var rest = text.dropFirst(scheme.count)
        while rest.last == "/" { rest = rest.dropLast() }
        let isPlain = rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !rest.contains { "?#@".contains($0) }
        guard !rest.isEmpty, rest.first != "/", isPlain else { throw refusal(url) }
        return scheme + rest
    }

    private static func amazonHost(_ region: String) -> String {
        "s3.\(region).amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : "")
    }

    private static func refusal(_ url: String) -> ApusError {
        ApusError(
            .invalidConfiguration, "option 'endpoint_url' of an S3 artifact store cannot be '\(url)'",
            reason: "it takes the http or https URL of an endpoint",
            hint: "for example --endpoint-url=https://minio.example:9000")
    }
}
