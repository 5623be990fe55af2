public import ApusCore
public import ApusHTTP
import ApusModel
import FoundationEssentials

/// One registry, spoken to by the OCI distribution API (https://github.com/opencontainers/distribution-spec).
public struct RegistryClient: Sendable {
    /// As users write it: `docker.io`.
    public let host: String
    /// Blobs above it are uploaded in pieces of this many bytes.
    let chunkSize: Int64
    private let http: any HTTPClient
    private let root: String
    private let credential: @Sendable () async throws -> RegistryCredential?
    private let authorizer: RegistryAuthorizer

    /// - Parameters:
    ///   - isPlain: `true` for `http`.
    ///   - chunkSize: in bytes.
    ///   - credential: asked for when the registry wants one; `nil` when there is none.
    public init(
        host: String, isPlain: Bool, http: any HTTPClient, chunkSize: Int64 = 64 << 20,
        credential: @escaping @Sendable () async throws -> RegistryCredential? = { nil }
    ) {
        self.host = host
        self.http = http
        self.chunkSize = chunkSize
        self.credential = credential
        // Docker Hub's API has a name of its own.
        root = "\(isPlain ? "http" : "https")://\(host == RegistryAddress.dockerHub ? "registry-1.docker.io" : host)"
        authorizer = RegistryAuthorizer(host: host, http: http, allowsPlainRealm: isPlain, credential: credential)
    }

    /// Proves that the registry is there, speaks the API and accepts the credentials.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized`, `.unavailable`, `.untrusted` or `.unsupported`.
    public func ping() async throws {
        let call = RegistryCall("reaching the registry '\(host)'")
        let response = try await send(call, HTTPRequest(.get, url("")), retries: 0)
        if response.status == 404 {
            throw ApusError(
                .unsupported, "'\(host)' is not a container registry",
                reason: "it does not know /v2/ of the OCI distribution API")
        }
        try await check(response, call)
    }
}

// MARK: - Requests

extension RegistryClient {
    private enum Outcome<Result: Sendable>: Sendable {
        case done(Result)
        case challenged([AuthenticationChallenge])
        case later
    }

    func url(_ path: String) -> String { "\(root)/v2/\(path)" }

    func send(_ call: RegistryCall, _ request: HTTPRequest, retries: Int = 3) async throws -> HTTPBufferedResponse {
        try await withResponse(call, to: request, retries: retries) { response in
            HTTPBufferedResponse(
                status: response.status, headers: response.headers, version: response.version,
                body: try await response.body.collect(upTo: 16 << 20))
        }
    }

    /// Sends `request`, with proof where the registry wants it, and again where that may help.
    /// - Parameter retries: 0 for a request whose body cannot be sent twice; it then must have been preceded by
    ///   another one of the same scopes.
    func withResponse<Result: Sendable>(
        _ call: RegistryCall, to request: HTTPRequest, retries: Int = 3,
        _ body: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        var request = request
        // Other origins, such as where uploads go, get no proof.
        let isOwn = request.url.hasPrefix(root + "/")
        if isOwn, let header = await authorizer.header(for: call.scopes) { request.headers["Authorization"] = header }
        var hasAnswered = false
        var attempt = 0
        while true {
            do {
                let outcome = try await http.withResponse(to: request) { response -> Outcome<Result> in
                    if response.status == 401, isOwn, !hasAnswered {
                        let challenges = AuthenticationChallenge.all(
                            in: response.headers.values(of: "WWW-Authenticate"))
                        return .challenged(challenges)
                    }
                    if [429, 500, 502, 503, 504].contains(response.status), attempt < retries { return .later }
                    return .done(try await body(response))
                }
                switch outcome {
                case .done(let result): return result
                case .challenged(let challenges):
                    hasAnswered = true
                    if let header = try await authorizer.answer(challenges, for: call.scopes) {
                        request.headers["Authorization"] = header
                    }
                    continue
                case .later: break
                }
            } catch let error as HTTPError where !error.isTransient || attempt >= retries {
                throw RegistryFailure.error(error, call.action, host: host)
            } catch is HTTPError {
                // Tried again below.
            }
            attempt += 1
            try await Task.sleep(for: .milliseconds(100 << attempt))
        }
    }

    /// Throws what a response that is no success means.
    func check(_ response: HTTPBufferedResponse, _ call: RegistryCall) async throws {
        if response.isSuccess { return }
        let hasCredential = try await credential() != nil
        throw RegistryFailure(status: response.status, body: response.body)
            .error(call.action, host: host, isPush: call.isPush, hasCredential: hasCredential)
    }

    /// Where a `Location` leads.
    func place(_ location: String) throws -> String {
        if location.hasPrefix("/") { return root + location }
        // A registry behind a proxy that ends TLS may not know that it is asked over TLS.
        let plainRoot = "http" + root.drop { $0 != ":" }
        if root.hasPrefix("https:"), location.hasPrefix(plainRoot + "/") {
            return root + location.dropFirst(plainRoot.count)
        }
        let isWeb = location.hasPrefix("https://") || (root.hasPrefix("http:") && location.hasPrefix("http://"))
        guard isWeb else {
            throw ApusError(.unsupported, "the registry '\(host)' sends uploads to no usable place", reason: location)
        }
        return location
    }
}
