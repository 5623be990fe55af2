import ApusModel
import Hummingbird

extension Response {
    /// The answer to a call for which the server asks somebody else. Whom that one does not let in is not the caller, so
    /// the caller is not told 401 or 403.
    static func reaching(_ answer: () async throws -> Response) async throws -> Response {
        do {
            return try await answer()
        } catch let error as ApusError where [.unauthorized, .forbidden].contains(error.code) {
            throw Refusal(error: error, status: 422)
        }
    }
}
