import ApusHTTP
import ApusModel
import FoundationEssentials

extension S3Client {
    /// The names of all buckets that the credentials own
    /// (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html). The location is the service itself.
    func buckets() async throws -> [String] {
        let action = "listing the buckets"
        var names: [String] = []
        var next: String?
        repeat {
            let query = next.map { ["continuation-token": $0] } ?? [:]
            let answer = try await send(S3Request(method: .get, key: "", query: query, action: action))
            let page = try XMLReader.root(of: answer.body)
            guard page.name == "ListAllMyBucketsResult" else {
                throw ApusError(
                    .unavailable, "\(action) gives a '\(page.name)' instead of a list",
                    hint: "check that the endpoint speaks S3")
            }
            names += page.children("Buckets").flatMap { $0.children("Bucket") }.compactMap { $0.text(of: "Name") }
            next = page.text(of: "ContinuationToken").flatMap { $0.isEmpty ? nil : $0 }
        } while next != nil
        return names
    }

    /// Proves that the bucket is there and may be listed.
    func proveListing() async throws {
        let action = "listing the bucket '\(location.bucket)'"
        let answer = try await send(
            S3Request(method: .get, key: "", query: ["list-type": "2", "max-keys": "1"], action: action))
        guard try XMLReader.root(of: answer.body).name == "ListBucketResult" else {
            throw ApusError(
                .unavailable, "\(action) gives something else", hint: "check that the endpoint speaks S3")
        }
    }
}
