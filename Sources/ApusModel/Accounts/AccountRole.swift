/// What an account may do at a server. Each role may do what those before it may.
public enum AccountRole: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Reads everything but secret values.
    case viewer
    /// Does everything but look after accounts.
    case member
    /// Does everything.
    case admin

    public static func < (left: AccountRole, right: AccountRole) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .member: 1
        case .admin: 2
        }
    }
}
