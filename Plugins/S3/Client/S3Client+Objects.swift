import ApusHTTP
import ApusModel
import FoundationEssentials

extension S3Client {
    /// Puts `data` under the whole key `key`.
    func put(_ data: Data, key: String) async throws {
        let action = "writing '\(shown(key))'"
        try await translating(action) {
            _ = try await send(S3Request(method: .put, key: key, payload: data, action: action))
        }
    }

    /// The size of what is under `key` in bytes, or `nil` if nothing is.
    func size(key: String) async throws -> Int64? {
        let action = "looking up '\(shown(key))'"
        return try await translating(action) {
            do {
                let answer = try await send(S3Request(method: .head, key: key, action: action))
                guard let length = answer.headers["Content-Length"].flatMap({ Int64($0) }) else {
                    throw ApusError(.corrupted, "\(action) gives no size", reason: "Content-Length is missing")
                }
                return length
            } catch let failure as S3Failure where failure.status == 404 && failure.code != "NoSuchBucket" {
                return nil
            }
        }
    }

    /// Removes what is under `key`, if anything is.
    func delete(key: String) async throws {
        let action = "deleting '\(shown(key))'"
        try await translating(action) {
            do {
                _ = try await send(S3Request(method: .delete, key: key, action: action))
            } catch let failure as S3Failure where failure.code == "NoSuchKey" {
                return
            }
        }
    }

    /// Every whole key that begins with `prefix`.
    func keys(prefix: String) async throws -> [String] {
        let action = "listing '\(shown(prefix))'"
        return try await translating(action) {
            var keys: [String] = []
            var next: String?
            repeat {
                var query = ["list-type": "2", "prefix": prefix]
                query["continuation-token"] = next
                let answer = try await send(S3Request(method: .get, key: "", query: query, action: action))
                let page = try XMLReader.root(of: answer.body)
                guard page.name == "ListBucketResult" else {
                    throw ApusError(.corrupted, "\(action) gives a '\(page.name)' instead of a list")
                }
                keys += page.children("Contents").compactMap { $0.text(of: "Key") }
                next = page.text(of: "IsTruncated") == "true" ? page.text(of: "NextContinuationToken") : nil
            } while next != nil
            return keys
        }
    }

    /// A key with its bucket, as messages name it.
    func shown(_ key: String) -> String { "s3://\(location.bucket)/\(key)" }
}
