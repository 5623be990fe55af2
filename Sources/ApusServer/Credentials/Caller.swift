import ApusModel

/// Who calls.
enum Caller: Hashable, Sendable {
    /// Nobody looked at credentials: the route is for everybody.
    case anybody
    /// An account, by one of its API keys.
    case holder(Account, APIKey)
    /// An account, in a login.
    case person(Account, LoginSession)
    /// A program of that run, with a run token.
    case run(Identifier<Run>)
    /// The driver of a firing, with the token of that schedule.
    case schedule(Identifier<Schedule>)

    /// The account that calls.
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` for a program of a run or a schedule.
    func account() throws(ApusError) -> Account {
        switch self {
        case .holder(let account, _), .person(let account, _): return account
        case .anybody: throw .unauthorized("there is no Authorization header")
        case .run: throw .onlyTouches
        case .schedule: throw .onlyStarts
        }
    }
}

extension ApusError {
    /// The caller is not known.
    static func unauthorized(_ reason: String) -> ApusError {
        ApusError(.unauthorized, "the call has no valid credentials", reason: reason, hint: "apus login URL")
    }

    static let onlyTouches = forbidden("a run token can touch its own run only")
    static let onlyStarts = forbidden("a schedule's token can start runs of its schedule only")

    /// The caller is known and may not do it.
    static func forbidden(_ reason: String, hint: String? = nil) -> ApusError {
        ApusError(.forbidden, "the credentials do not allow this call", reason: reason, hint: hint)
    }
}
