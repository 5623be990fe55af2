import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials

extension S3ArtifactStore {
    func read<Result: Sendable>(
        _ key: String, range: Range<Int64>?, _ body: @Sendable (ByteStream) async throws -> Result
    ) async throws -> Result {
        try checkKey(key)
        let whole = client.location.prefix + key
        if let range, range.isEmpty {
            if try await client.size(key: whole) == nil { throw nothing(under: key) }
            return try await body(ByteStream(Data()))
        }
        var request = S3Request(method: .get, key: whole, action: "reading '\(client.shown(whole))'")
        if let range { request.headers["Range"] = "bytes=\(range.lowerBound)-\(range.upperBound - 1)" }
        do {
            return try await client.withResponse(to: request, isRepeatable: false) { response in
                if range != nil, response.status != 206, response.headers["Content-Length"] != "0" {
                    throw ApusError(
                        .unsupported, "\(request.action) in part is not possible", reason: "the endpoint ignores Range")
                }
                return try await body(ByteStream(TranslatedBody(response.body, of: request, at: client.endpoint)))
            }
        } catch let failure as S3Failure where failure.status == 416 {
            return try await body(ByteStream(Data()))
        } catch let failure as S3Failure where failure.status == 404 && failure.code != "NoSuchBucket" {
            throw nothing(under: key)
        } catch let failure as S3Failure {
            throw failure.error(while: request.action, bucket: client.location.bucket, region: client.endpoint.region)
        }
    }

    private func nothing(under key: String) -> ApusError {
        ApusError(.notFound, "there is nothing under '\(key)' in \(location)")
    }
}

/// The body of an answer, whose failures are told in users' words.
private struct TranslatedBody: AsyncSequence, Sendable {
    typealias Element = Data
    private let body: HTTPBody
    private let action: String
    private let url: String

    init(_ body: HTTPBody, of request: S3Request, at endpoint: S3Endpoint) {
        self.body = body
        action = request.action
        url = endpoint.bucketURL
    }

    func makeAsyncIterator() -> Iterator { Iterator(body: body.makeAsyncIterator(), action: action, url: url) }

    struct Iterator: AsyncIteratorProtocol {
        var body: HTTPBody.Iterator
        let action: String
        let url: String

        mutating func next() async throws -> Data? {
            do {
                return try await body.next()
            } catch let error as HTTPError {
                throw error.error(while: action, at: url)
            }
        }
    }
}
