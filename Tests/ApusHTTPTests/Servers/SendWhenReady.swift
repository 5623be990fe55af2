import ApusHTTP
import Waiting

/// Sends as soon as a server that was just started answers.
/// - Throws: what `send` throws otherwise.
func sendWhenReady<Result>(_ send: () async throws -> Result) async throws -> Result {
    try await persistently(
        while: { error in
            [.connectionFailed, .connectionLost].contains((error as? HTTPError)?.code)
        }, send)
}
