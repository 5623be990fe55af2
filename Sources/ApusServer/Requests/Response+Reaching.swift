import ApusModel
import Hummingbird

extension Response {
    /// The answer to a call for which the server asks somebody else. Whom that one does not let in is not the caller, and
    /// what that one does not do is not the server's fault: the caller is told neither 401, 403 nor 501.
    static func reaching(_ answer: () async throws -> Response) async throws -> Response {
        do {
            return try await answer()
        } catch let error as ApusError where [.unauthorized, .forbidden, .unsupported].contains(error.code) {
            throw Refusal(error: error, status: 422)
        }
    }
}
