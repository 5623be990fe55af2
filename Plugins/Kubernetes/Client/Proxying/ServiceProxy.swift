public import ApusHTTP
import ApusModel
import FoundationEssentials

/// Sends requests to a Service of a cluster through its API server, so that whoever reaches the cluster reaches the
/// Service.
///
/// The API server takes `Authorization` for itself, so a request's own travels under another name. Answers of the
/// Service come as they are, refusals of the API server are thrown as ``/ApusModel/ApusError``: `.unauthorized`,
/// `.forbidden`, and `.notFound` when there is no such Service.
public struct ServiceProxy: HTTPClient {
    private let client: KubernetesClient
    private let service: ServiceReference
    private let base: String
    private let authorizationHeader: String

    /// - Parameters:
    ///   - base: what the URLs of requests begin with, in the place of the Service's address.
    ///   - authorizationHeader: where the Service looks for a request's own `Authorization`.
    public init(_ client: KubernetesClient, to service: ServiceReference, base: String, authorizationHeader: String) {
        self.client = client
        self.service = service
        self.base = base
        self.authorizationHeader = authorizationHeader
    }

    nonisolated(nonsending) public func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        guard request.url.hasPrefix(base) else {
            throw ApusError(.internalFailure, "\(request) is no request to \(base)")
        }
        let proxied = proxied(request)
        var wasRenewed = false
        while true {
            let (http, credential) = try await client.session.connection()
            do {
                return try await http.withResponse(to: signed(proxied, credential)) { response in
                    if Self.isOfAPIServer(response) { throw try await APIStatus(response) }
                    return try await body(response)
                }
            } catch let status as APIStatus {
                if status.code == 401, !wasRenewed, await client.session.refuse(credential) {
                    wasRenewed = true
                    continue
                }
                throw status.covering(credential).error(
                    while: "reaching service '\(service.name)' in namespace '\(service.namespace)'",
                    server: client.access.server)
            }
        }
    }

    private func proxied(_ request: HTTPRequest) -> HTTPRequest {
        var proxied = request
        proxied.url = client.access.server + service.proxyPath + request.url.dropFirst(base.count)
        proxied.headers[authorizationHeader] = request.headers["Authorization"]
        proxied.headers["Authorization"] = nil
        return proxied
    }

    private func signed(_ request: HTTPRequest, _ credential: IssuedCredential) -> HTTPRequest {
        var signed = request
        signed.headers["Authorization"] = credential.authorization
        for field in client.access.impersonation?.headers ?? [] { signed.headers.append(field.name, field.value) }
        return signed
    }

    /// Whether the API server refuses the request by itself. A Service that keeps RFC 9457 has its problems in another
    /// media type.
    private static func isOfAPIServer(_ response: HTTPResponse) -> Bool {
        [401, 403, 404].contains(response.status)
            && response.headers["Content-Type"]?.lowercased().hasPrefix("application/json") == true
    }
}
