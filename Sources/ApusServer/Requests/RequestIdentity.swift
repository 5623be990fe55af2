import ApusModel
import HTTPTypes
import Hummingbird

/// Gives each call an identity, which is in its answer and in what is logged of it: the one that the client sent in
/// `X-Request-ID`, or else a new one.
struct RequestIdentity: RouterMiddleware {
    func handle(
        _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let given = Self.name.flatMap { request.headers[$0] }
        context.requestID = given.flatMap(Self.sane) ?? Identifier<RequestIdentity>.make().rawValue
        var response = try await next(request, context)
        if let name = Self.name { response.headers[name] = context.requestID }
        return response
    }

    private static let name = HTTPField.Name("X-Request-ID")
    private static let longest = 128

    /// `text` when it has only letters, digits, `-`, `_`, `.` and `:`, so that it can break no log.
    static func sane(_ text: String) -> String? {
        let isSane = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_.:".utf8.contains(byte)
            }
        }
        return isSane && !text.isEmpty && text.utf8.count <= longest ? text : nil
    }
}
