import ApusHTTP

struct NeverHappened: Error {}

/// Returns as soon as `condition` holds.
/// - Throws: ``NeverHappened`` when it does not within two minutes.
func eventually(_ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while !condition() {
        if ContinuousClock.now > end { throw NeverHappened() }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Sends as soon as a server that was just started answers.
/// - Throws: what `send` throws, where the server is there, or not there within two minutes.
func sendWhenReady<Result>(_ send: () async throws -> Result) async throws -> Result {
    let end = ContinuousClock.now + .seconds(120)
    while true {
        do {
            return try await send()
        } catch let error as HTTPError
            where [.connectionFailed, .connectionLost].contains(error.code) && ContinuousClock.now < end
        {
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
