import ApusModel
import Hummingbird

/// Conditional requests: RFC 9110, section 13.
extension Call {
    /// `value` with its entity tag; 304 without it when the caller has it already.
    /// - Parameter what: such as `component 'c1'`, for the error that says that there is no such thing.
    func resource(_ value: (some Encodable)?, or what: @autoclosure () -> String) throws -> Response {
        guard let value else { throw ApusError(.notFound, "there is no \(what())") }
        let body = try CanonicalJSON.encode(value)
        let tag = EntityTag(of: body)
        let headers: HTTPFields = [.eTag: tag.text, .cacheControl: "private, no-cache"]
        if let known = request.headers[.ifNoneMatch], tag.isNamed(inNoneMatch: known) {
            return Response(status: .notModified, headers: headers)
        }
        var response = Response.json(encoded: body)
        for header in headers { response.headers[header.name] = header.value }
        return response
    }

    /// What the caller believes to be stored: what the body says, else what `If-Match` names.
    /// - Parameters:
    ///   - given: from the body.
    ///   - stored: reads what is stored now. What is not there is left to the change itself to say.
    /// - Throws: a 412 when `If-Match` names something else than what is stored.
    func replaced<Resource: Encodable>(
        _ given: Resource? = nil, stored: () async throws -> Resource?
    ) async throws -> Resource? {
        guard let wanted = request.headers[.ifMatch], let current = try await stored() else { return given }
        guard EntityTag(of: try CanonicalJSON.encode(current)).isNamed(inMatch: wanted) else {
            throw Refusal.preconditionFailed
        }
        return given ?? current
    }
}

extension Refusal {
    static let preconditionFailed = Refusal(
        error: ApusError(
            .conflict, "something else is stored than what 'If-Match' names",
            reason: "it was changed since it was read", hint: "read it again"),
        status: 412)
}
