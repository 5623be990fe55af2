import ApusAPI
import ApusHTTP
import ApusModel
import ApusOpenAPI
import FoundationEssentials
import Testing

/// Compares each answer of a server, and each body that a server took, with the document of the interface. Of
/// what is larger than 64 KiB, only status and headers are compared.
struct DocumentedClient: HTTPClient {
    let base: any HTTPClient
    private let check: SchemaCheck

    init(_ base: any HTTPClient) throws {
        self.base = base
        check = SchemaCheck(document: try OpenAPIDocument.make())
    }

    nonisolated(nonsending) func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        try await base.withResponse(to: request) { response in
            guard let path = self.path(of: request) else { return try await body(response) }
            if response.headers["Content-Type"] == ServerSentEvent.mediaType {
                note(complaints(request, path, response, nil), request, response)
                return try await body(response)
            }
            let data = try await response.body.collect(upTo: 64 << 20)
            var complaints = complaints(request, path, response, data)
            if response.isSuccess { complaints += try await self.complaints(about: request, path) }
            note(complaints, request, response)
            return try await body(
                HTTPResponse(
                    status: response.status, headers: response.headers, version: response.version,
                    body: HTTPBody(data)))
        }
    }

    private func note(_ complaints: [String], _ request: HTTPRequest, _ response: HTTPResponse) {
        if complaints.isEmpty { return }
        Issue.record("\(request.method) \(request.url), \(response.status): \(complaints.joined(separator: "; "))")
    }

    /// The path's description, or `nil` for what is not part of the interface.
    private func path(of request: HTTPRequest) -> JSONValue? {
        let path = request.url.split(separator: "?")[0].split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst(3)
        let fitting = (check.document["paths"]?.objectValue ?? [:]).filter { template, _ in
            let parts = template.split(separator: "/")
            return parts.count == path.count && zip(parts, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return fitting.min { $0.key.count { $0 == "{" } < $1.key.count { $0 == "{" } }?.value
    }

    private func complaints(
        _ request: HTTPRequest, _ path: JSONValue, _ response: HTTPResponse, _ body: Data?
    ) -> [String] {
        guard let operation = path[request.method.rawValue.lowercased()] else {
            return response.status == 405 ? [] : ["the document has no such method here"]
        }
        let responses = operation["responses"]
        let described =
            responses?[String(response.status)] ?? (response.status >= 500 ? responses?["5XX"] : nil)
        guard let described else { return ["the document has no such status"] }
        let headers = (described["headers"]?.objectValue ?? [:]).keys.filter { response.headers[$0] == nil }
        let content = described["content"]?.objectValue ?? [:]
        guard let mediaType = response.headers["Content-Type"] else {
            return headers + (content.isEmpty ? [] : ["there is no Content-Type"])
        }
        let plain = String(mediaType.split(separator: ";")[0])
        guard let described = content[plain] else { return headers + ["the document has no \(mediaType)"] }
        guard let schema = described["schema"], let body, plain.hasSuffix("json") else { return Array(headers) }
        return headers + complaints(body, schema)
    }

    nonisolated(nonsending) private func complaints(
        about request: HTTPRequest, _ path: JSONValue
    ) async throws -> [String] {
        let body = try await request.body.collect()
        let described = path[request.method.rawValue.lowercased()]?["requestBody"]?["content"]?["application/json"]
        guard let schema = described?["schema"] else { return [] }
        return complaints(body, schema)
    }

    private func complaints(_ body: Data, _ schema: JSONValue) -> [String] {
        // Each of its numbers is tried as other kinds first, and what is thrown then is traced by the test library.
        if body.count > 64 << 10 { return [] }
        do {
            return check.complaints(try CanonicalJSON.decode(JSONValue.self, from: body), schema)
        } catch {
            return ["the body is not JSON: \(error)"]
        }
    }
}
