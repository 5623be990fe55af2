public import ApusModel

/// What an account proves itself by. The first characters tell the kinds apart, and both from the tokens of runs and
/// schedules.
public enum CredentialKind: String, Hashable, Sendable, CaseIterable {
    /// Of a program; good until it is revoked or expires.
    case apiKey = "apus_"
    /// Of a person; good until logout, or its end.
    case login = "apusl_"

    /// The kind of a bearer token, or `nil` for one that is of neither.
    public init?(of token: SecretString) {
        guard let kind = Self.allCases.first(where: { token.revealed().hasPrefix($0.rawValue) }) else { return nil }
        self = kind
    }
}
