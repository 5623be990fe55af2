/// What came of trying one thing.
public struct Finding: Hashable, Sendable, Codable {
    public enum Outcome: String, Hashable, Sendable, Codable {
        case ok, warning, failed
        /// It could not be tried, because something before it failed.
        case skipped
    }

    /// What was tried, in a few words: `namespace`, `write, read and delete`.
    public let check: String
    public let outcome: Outcome
    /// What was found: a version, a reason.
    public let detail: String
    /// How to mend it, with the exact command where there is one.
    public let hint: String?

    public init(_ check: String, _ outcome: Outcome, _ detail: String = "", hint: String? = nil) {
        self.check = check
        self.outcome = outcome
        self.detail = detail
        self.hint = hint
    }

    /// A failure, in the error's words.
    public init(_ check: String, failed error: any Error) {
        guard let error = error as? ApusError else {
            self.init(check, .failed, String(describing: error))
            return
        }
        let reason = error.reason ?? error.cause.map { String(describing: $0) }
        self.init(check, .failed, reason.map { "\(error.summary): \($0)" } ?? error.summary, hint: error.hint)
    }

    /// Whether `body` succeeds.
    public static func trying(_ check: String, _ body: () async throws -> Void) async -> Finding {
        await reporting(check) {
            try await body()
            return ""
        }
    }

    /// Whether `body` succeeds, and what it found.
    public static func reporting(_ check: String, _ body: () async throws -> String) async -> Finding {
        do { return Finding(check, .ok, try await body()) } catch { return Finding(check, failed: error) }
    }
}
