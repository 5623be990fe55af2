import ApusModel
import Hummingbird

/// An error with a status that does not follow from its code, or with headers of its own.
struct Refusal: Error {
    let error: ApusError
    let status: Int
    var headers: HTTPFields = [:]
}

extension Refusal {
    /// RFC 9110, section 15.5.9.
    static let bodyTakesTooLong = Refusal(
        error: ApusError(.timedOut, "the body of the call does not come"), status: 408)

    /// RFC 9110, section 15.5.6: the path is there, and takes other methods.
    static func methodNotAllowed(_ method: HTTPRequest.Method, allowed: [HTTPRequest.Method]) -> Refusal {
        let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        return Refusal(
            error: ApusError(
                .unsupported, "the server does not answer \(method.rawValue) at this path",
                reason: "it answers \(names), and its version is \(ApusVersion.current)",
                hint: "compare with 'apus version'"),
            status: 405, headers: [.allow: names])
    }
}
