public import ApusHTTP
public import ApusModel
import FoundationEssentials
public import KubernetesClient
import KubernetesKubeconfig
import Logging

/// The API server of a cluster, spoken to request by request: what tests need and the product does not have.
public struct ClusterEndpoint: Sendable {
    public let access: ClusterAccess
    private let http: CurlHTTPClient

    /// The cluster of the current kubeconfig, as its administrator.
    /// - Throws: ``/ApusModel/ApusError`` when there is no kubeconfig.
    public static func current() throws -> ClusterEndpoint { ClusterEndpoint(try Kubeconfig.load().access()) }

    /// Contacts nothing. Of `access` the client certificate counts, not the credential.
    public init(_ access: ClusterAccess) {
        self.access = access
        var configuration = HTTPClientConfiguration(
            proxy: .none, timeouts: HTTPTimeouts(idle: nil),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        configuration.tls.certificateAuthority =
            switch access.authority {
            case .system: .system
            case .pem(let text): .pem(Data(text.utf8))
            case .file(let path): .file(path)
            }
        configuration.tls.clientCertificate = access.identity.map {
            .init(certificate: Data($0.certificate.utf8), key: Data($0.key.revealed().utf8))
        }
        http = CurlHTTPClient(configuration: configuration)
    }

    /// The same server for whoever has no certificate.
    public var withoutIdentity: ClusterEndpoint {
        var access = access
        access.identity = nil
        return ClusterEndpoint(access)
    }

    /// A client of the cluster that logs nothing.
    public var client: KubernetesClient {
        KubernetesClient(access, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Calls `body` with the server's answer.
    /// - Parameter target: path and query.
    nonisolated(nonsending) public func withResponse<Result: Sendable>(
        _ method: HTTPMethod, _ target: String, headers: HTTPHeaders = [:], body content: HTTPRequestBody = .none,
        _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        try await http.withResponse(
            to: HTTPRequest(method, access.server + target, headers: headers, body: content), body)
    }

    /// Sends an object, or none, and returns the object that the server answers with.
    /// - Throws: ``/ApusModel/ApusError`` with the server's words: `.notFound`, `.conflict`, `.unavailable` when trying
    ///   again may help, else `.rejected`.
    @discardableResult
    public func send(
        _ method: HTTPMethod, _ path: String, _ object: JSONValue? = nil, contentType: String = "application/json"
    ) async throws -> JSONValue {
        let body = try object.map { HTTPRequestBody.bytes(try CanonicalJSON.encode($0)) } ?? .none
        do {
            return try await withResponse(method, path, headers: ["Content-Type": contentType], body: body) {
                response in
                let data = try await response.body.collect(upTo: 64 << 20)
                if response.isSuccess { return try CanonicalJSON.decode(JSONValue.self, from: data) }
                throw ApusError(
                    Self.code(response.status), "\(method) \(path) is answered with \(response.status)",
                    reason: String(decoding: data.prefix(1000), as: UTF8.self))
            }
        } catch let error as HTTPError {
            throw ApusError(.unavailable, "\(method) \(path) is not answered", reason: error.reason, cause: error)
        }
    }

    private static func code(_ status: Int) -> ApusError.Code {
        switch status {
        case 404: .notFound
        case 409: .conflict
        case 429, 500...: .unavailable
        default: .rejected
        }
    }

    /// Sends a JSON merge patch (RFC 7386).
    @discardableResult
    public func merge(_ path: String, _ change: JSONValue) async throws -> JSONValue {
        try await send(.patch, path, change, contentType: "application/merge-patch+json")
    }
}
