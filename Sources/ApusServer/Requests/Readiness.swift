import ApusModel

/// Whether the server should get calls.
struct Readiness: Sendable {
    let shutdown: ShutdownMark
    /// Asks the store something small.
    let probe: @Sendable () async throws -> Void

    /// Returns when the store answers and the server is not shutting down.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable`.
    func check() async throws(ApusError) {
        if shutdown.isSet { throw ApusError(.unavailable, "the server is shutting down") }
        do {
            try await probe()
        } catch {
            throw ApusError(.unavailable, "the store does not answer", reason: "\(error)", cause: error)
        }
    }
}
