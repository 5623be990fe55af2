import ApusModel

/// Turns what a check sees into a ``ConformanceFailure`` unless it is what the contract says.
struct Expectation: Sendable {
    let check: String

    func equal<Value: Equatable>(_ seen: Value, _ wanted: Value, _ what: String) throws {
        if seen != wanted { try fail("\(what) is \(seen) instead of \(wanted)") }
    }

    func holds(_ condition: Bool, _ observation: String) throws {
        if !condition { try fail(observation) }
    }

    /// `body` must throw an `ApusError` of that code.
    func failure(_ code: ApusError.Code, of what: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as ApusError where error.code == code {
            return
        } catch {
            try fail("\(what) throws \(error) instead of an error with the code \(code.rawValue)")
        }
        try fail("\(what) succeeds instead of throwing an error with the code \(code.rawValue)")
    }

    func fail(_ observation: String) throws {
        throw ConformanceFailure(check: check, observation: observation)
    }
}
