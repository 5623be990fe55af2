import ApusModel

/// Who calls.
enum Caller: Hashable, Sendable {
    /// Somebody with an API key, who may do everything.
    case user
    /// A program of that run, with a run token.
    case run(Identifier<Run>)
    /// The driver of a firing, with the token of that schedule.
    case schedule(Identifier<Schedule>)

    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` unless the caller may touch `run`.
    func check(mayTouch run: Identifier<Run>) throws(ApusError) {
        if case .schedule = self { throw .onlyStarts }
        guard self == .user || self == .run(run) else { throw .forbidden("the token is for another run") }
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` unless the caller may start runs of `schedule`.
    func check(mayStart schedule: Identifier<Schedule>) throws(ApusError) {
        if case .run = self { throw .onlyTouches }
        guard self == .user || self == .schedule(schedule) else {
            throw .forbidden("the token is for another schedule")
        }
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` unless the caller is a user or a program of some run.
    func checkIsUserOrRun() throws(ApusError) {
        if case .schedule = self { throw .onlyStarts }
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` unless the caller is a user.
    func checkIsUser() throws(ApusError) {
        switch self {
        case .user: return
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

    fileprivate static let onlyTouches = forbidden("a run token can touch its own run only")
    fileprivate static let onlyStarts = forbidden("a schedule's token can start runs of its schedule only")

    /// The caller is known and may not do it.
    static func forbidden(_ reason: String) -> ApusError {
        ApusError(.forbidden, "the credentials do not allow this call", reason: reason)
    }
}
