import ApusModel

/// Whether the server should get calls.
struct Readiness: Sendable {
    let shutdown: ShutdownMark
    /// How long the store may take to answer.
    var limit: Duration = .seconds(5)
    /// Asks the store something small.
    let probe: @Sendable () async throws -> Void

    /// Returns when the store answers and the server is not shutting down.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable`.
    func check() async throws(ApusError) {
        if shutdown.isSet { throw ApusError(.unavailable, "the server is shutting down") }
        do {
            try await askInTime()
        } catch {
            throw ApusError(.unavailable, "the store does not answer", reason: "\(error)", cause: error)
        }
    }

    /// A store that hangs may hear of no cancellation, and so is not waited for.
    private func askInTime() async throws {
        let (answers, feed) = AsyncThrowingStream.makeStream(of: Void.self)
        let asking = Task {
            do {
                try await probe()
                feed.yield()
                feed.finish()
            } catch {
                feed.finish(throwing: error)
            }
        }
        let waiting = Task {
            try await Task.sleep(for: limit)
            feed.finish(throwing: ApusError(.timedOut, "there was no answer for \(limit)"))
        }
        defer {
            asking.cancel()
            waiting.cancel()
        }
        for try await _ in answers { return }
    }
}
