import ApusAPI
import ApusModel

extension Call {
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` unless `access` is given to the caller.
    func check(_ access: RouteAccess) throws(ApusError) {
        switch (caller, access.token) {
        case (.holder(let account, _), _), (.person(let account, _), _): try check(account, access.role)
        case (.anybody, _): if access.role != nil { _ = try caller.account() }
        case (.run, .anyRun): return
        case (.run(let own), .itsRun):
            if own != (try run()) { throw .forbidden("the token is for another run") }
        case (.schedule(let own), .itsSchedule):
            if own != (try schedule()) { throw .forbidden("the token is for another schedule") }
        case (.run, _): throw .onlyTouches
        case (.schedule, _): throw .onlyStarts
        }
    }

    private func check(_ account: Account, _ role: AccountRole?) throws(ApusError) {
        guard let role, account.role < role else { return }
        throw .forbidden(
            "account '\(account.name)' has the role '\(account.role.rawValue)', and this takes '\(role.rawValue)'",
            hint: "ask an admin for it: apus account update \(account.name) --role \(role.rawValue)")
    }
}
