public import ApusModel

/// Who may call a route.
public struct RouteAccess: Hashable, Sendable {
    /// The tokens of programs, beside accounts.
    public enum Token: Hashable, Sendable {
        /// The token of the run that the path names.
        case itsRun
        /// The token of any run; the route looks at what it asks for.
        case anyRun
        /// The token of the schedule that the path names.
        case itsSchedule
    }

    /// The least role that an account needs; `nil` for a call that needs no credentials at all.
    public let role: AccountRole?
    /// The token that may call it too; `nil` for none.
    public let token: Token?

    private init(role: AccountRole?, token: Token? = nil) {
        self.role = role
        self.token = token
    }

    /// No credentials are looked at.
    public static let anybody = RouteAccess(role: nil)
    /// Every account.
    public static let viewers = RouteAccess(role: .viewer)
    /// Members and admins.
    public static let members = RouteAccess(role: .member)
    /// Admins only.
    public static let admins = RouteAccess(role: .admin)

    /// The same accounts, and programs with that token.
    public func and(_ token: Token) -> RouteAccess { RouteAccess(role: role, token: token) }
}
