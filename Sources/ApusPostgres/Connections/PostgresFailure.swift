import ApusModel

/// What went wrong with a connection or a statement.
struct PostgresFailure: Error {
    /// Five characters (https://www.postgresql.org/docs/current/errcodes-appendix.html), `nil` when the connection failed.
    let state: String?
    let message: String

    init(state: String?, message: String) {
        self.state = state
        self.message = message.trimmed
    }

    /// Whether the same transaction may well succeed when it is tried again: others were in its way, or the connection
    /// was lost.
    var isPassing: Bool {
        switch state {
        case "40001", "40P01", "23505", "23503": true
        case let state?: state.hasPrefix("57P") || state.hasPrefix("08")
        case nil: true
        }
    }

    /// - Parameter place: where the database is, without a password.
    func explained(at place: String) -> ApusError {
        switch state {
        case nil:
            ApusError(
                .unavailable, "the database \(place) cannot be reached", reason: message,
                hint: "see whether it runs and lets this machine in: psql \(place)", cause: self)
        case "53100": ApusError(.storageFull, "the database \(place) cannot be written", reason: message, cause: self)
        case "28P01", "28000":
            ApusError(
                .forbidden, "the database \(place) lets nobody in with this account", reason: message,
                hint: "give the password in PGPASSWORD or in ~/.pgpass", cause: self)
        case "42501":
            ApusError(
                .forbidden, "the account may not do this in the database \(place)", reason: message,
                hint: "GRANT ALL ON SCHEMA public TO the account", cause: self)
        case "3D000":
            ApusError(.notFound, "there is no database \(place)", reason: message, hint: "createdb", cause: self)
        case _ where isPassing:
            ApusError(
                .unavailable, "the database \(place) is busy", reason: message, hint: "try again", cause: self)
        case let state?:
            ApusError(
                .internalFailure, "the database \(place) refused a statement", reason: "\(message) (\(state))",
                cause: self)
        }
    }
}
