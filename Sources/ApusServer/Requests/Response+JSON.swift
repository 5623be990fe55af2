import ApusAPI
import ApusModel
import FoundationEssentials
import Hummingbird

extension Response {
    /// `value` as JSON, not to be kept by anybody between.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        json(encoded: try CanonicalJSON.encode(value), status: status)
    }

    /// What is JSON already.
    static func json(encoded body: Data, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// It is done, and there is nothing to say.
    static let done = Response(status: .noContent)

    /// `value`, or an error that says that there is no such thing.
    /// - Parameter what: such as `component 'c1'`.
    static func json(_ value: (some Encodable)?, or what: String) throws -> Response {
        guard let value else { throw ApusError(.notFound, "there is no \(what)") }
        return try json(value)
    }

    /// `problem`, with the challenge that RFC 6750, section 3, wants beside a 401, and the seconds after which to ask
    /// again beside a 503 and a 429.
    static func problem(_ problem: ProblemDetails, retryAfter seconds: Int = 1) throws -> Response {
        var response = try json(problem, status: HTTPResponse.Status(code: problem.status, reasonPhrase: problem.title))
        response.headers[.contentType] = ProblemDetails.mediaType
        if problem.status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        if [429, 503].contains(problem.status) { response.headers[.retryAfter] = String(seconds) }
        return response
    }
}
