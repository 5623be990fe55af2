import ApusModel

extension Expectation {
    /// The error that `body` throws, which must be an `ApusError` of that code.
    func refusal(
        _ code: ApusError.Code, of what: String, _ body: () async throws -> Void
    ) async throws -> ApusError {
        do {
            try await body()
        } catch let error as ApusError where error.code == code {
            return error
        } catch {
            throw ConformanceFailure(
                check: check, observation: "\(what) throws \(error) instead of an error with the code \(code.rawValue)")
        }
        throw ConformanceFailure(
            check: check, observation: "\(what) succeeds instead of throwing an error with the code \(code.rawValue)")
    }

    /// Neither what users see of `error` nor its causes may contain one of `secrets`.
    func showsNone(of secrets: [SecretString], _ error: ApusError) throws {
        var texts = [error.summary, error.reason ?? "", error.hint ?? ""]
        var cause = error.cause
        while let next = cause {
            texts += [String(describing: next), String(reflecting: next)]
            cause = (next as? ApusError)?.cause
        }
        for secret in secrets where texts.contains(where: { $0.contains(secret.revealed()) }) {
            try fail("the error shows a secret: \(error.description.replacing(secret.revealed(), with: "<secret>"))")
        }
    }
}
