/// Why an attempt did not succeed. The kind decides whether it uses up one of the user's retries.
public struct AttemptFailure: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// The command ended with another exit code than 0, or by a signal of its own. Uses up a retry.
        case command
        /// The command succeeded but an output is missing or could not be kept. Uses up a retry.
        case outputs
        /// The attempt was stopped on request. Never retried.
        case cancelled
        /// The infrastructure lost or never started it: eviction, node loss, a pull that timed out. Uses up no retry of
        /// the user's.
        case infrastructure
        /// It can never start: a bad image name, a missing secret, a refused manifest. Never retried.
        case permanent
    }

    public let kind: Kind
    /// One sentence: `the command ended with exit code 3`.
    public let message: String
    public let exitCode: Int?

    public init(_ kind: Kind, _ message: String, exitCode: Int? = nil) {
        self.kind = kind
        self.message = message
        self.exitCode = exitCode
    }
}
