import ApusAPI
import ApusModel

extension RouteAccess {
    /// Who may call, for readers.
    var words: String {
        let accounts =
            switch role {
            case nil: "For everybody"
            case .viewer: "For every account"
            case .member: "For members and admins"
            case .admin: "For admins"
            }
        let programs =
            switch token {
            case nil: ""
            case .itsRun: ", and with the token of the run"
            case .anyRun: ", and with the token of a run"
            case .itsSchedule: ", and with the token of the schedule"
            }
        return "\(accounts)\(programs)."
    }
}
