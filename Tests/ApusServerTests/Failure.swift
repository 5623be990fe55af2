import ApusModel
import Testing

/// The error that `body` throws, which must be one for users, or `nil`.
func failure(_ body: () async throws -> Void) async -> ApusError? {
    do {
        try await body()
        return nil
    } catch let error as ApusError {
        return error
    } catch {
        Issue.record("\(error) is not an ApusError")
        return nil
    }
}
