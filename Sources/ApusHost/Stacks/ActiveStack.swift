import ApusModel

/// Which stack is active, and who said so.
public struct ActiveStack: Hashable, Sendable, Encodable {
    public enum Source: String, Hashable, Sendable, Encodable {
        /// The environment variable `APUS_STACK`.
        case environment
        /// `apus stack set`.
        case user
        /// Nobody chose.
        case `default`
    }

    public let name: String
    public let source: Source

    /// Environment before user before the default.
    public init(environment: [String: String], state: UserState) {
        if let given = environment["APUS_STACK"], !given.isEmpty {
            (name, source) = (given, .environment)
        } else if let chosen = state.activeStack {
            (name, source) = (chosen, .user)
        } else {
            (name, source) = (Stack.defaultName, .default)
        }
    }
}
