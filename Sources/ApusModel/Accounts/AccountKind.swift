/// Who is behind an account.
public enum AccountKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Logs in with a password, and may have API keys.
    case person
    /// A program: it has API keys and no password.
    case service
}
