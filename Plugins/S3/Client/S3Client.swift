import ApusHTTP
import ApusModel
import Crypto
import FoundationEssentials
import Logging

/// Sends signed requests to the bucket of a ``S3Location`` and repeats those that may succeed later.
struct S3Client: Sendable {
    let http: any HTTPClient
    let endpoint: S3Endpoint
    let location: S3Location
    let credentials: S3CredentialSource
    var retry: S3RetryPolicy
    let logger: Logger

    /// The answer to `request`, of status 200 to 299.
    /// - Throws: ``S3Failure`` for any other answer, ``ApusError`` when there is none.
    func send(_ request: S3Request) async throws -> HTTPBufferedResponse {
        try await withResponse(to: request) { response in
            let body = try await response.body.collect(upTo: Self.longestAnswer)
            return HTTPBufferedResponse(
                status: response.status, headers: response.headers, version: response.version, body: body)
        }
    }

    /// Calls `body` once with the first answer of status 200 to 299; what it throws is not tried again unless it is
    /// that
    /// the connection broke while a whole answer was collected.
    func withResponse<Result: Sendable>(
        to request: S3Request, isRepeatable: Bool = true, _ body: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        var attempt = 1
        while true {
            var hasBegun = false
            do {
                return try await http.withResponse(to: signed(request)) { response in
                    guard response.isSuccess else {
                        let answer = try await response.body.collect(upTo: Self.longestAnswer)
                        throw S3Failure(status: response.status, body: answer)
                    }
                    hasBegun = true
                    return try await body(response)
                }
            } catch let failure as S3Failure where failure.isTransient && attempt < retry.attempts {
                logger.debug("S3 request fails and is sent again", metadata: ["reason": "\(failure)"])
            } catch let error as HTTPError {
                let mayRepeat = error.isTransient && (isRepeatable || !hasBegun) && attempt < retry.attempts
                if !mayRepeat { throw error.error(while: request.action, at: endpoint.bucketURL) }
                logger.debug("S3 request fails and is sent again", metadata: ["reason": "\(error)"])
            }
            try await retry.wait(afterAttempt: attempt)
            attempt += 1
        }
    }

    /// Does `body` and turns a ``S3Failure`` into what users see.
    func translating<Result>(_ action: String, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let failure as S3Failure {
            throw failure.error(while: action, bucket: location.bucket, region: endpoint.region)
        }
    }

    private func signed(_ request: S3Request) async throws -> HTTPRequest {
        let credentials = try await credentials.current()
        var headers = HTTPHeaders(
            request.headers.sorted { $0.key < $1.key }.map { HTTPHeaders.Field($0.key, $0.value) })
        headers["x-amz-content-sha256"] = SHA256.hash(data: request.payload).hexadecimal
        return HTTPRequest(
            request.method, endpoint.url(key: request.key, query: request.query), headers: headers,
            body: request.payload.isEmpty && request.method != .put ? .none : .bytes(request.payload),
            signature: AWSSignature(
                accessKey: credentials.accessKeyID, secretKey: credentials.secretAccessKey.revealed(),
                sessionToken: credentials.sessionToken?.revealed(), region: endpoint.region))
    }

    /// A page of a listing has at most 1,000 keys of at most 1,024 bytes, and some text around each.
    private static let longestAnswer = 16 << 20
}

extension Digest {
    fileprivate var hexadecimal: String {
        reduce(into: "") { text, byte in
            if byte < 16 { text.append("0") }
            text.append(String(byte, radix: 16))
        }
    }
}
