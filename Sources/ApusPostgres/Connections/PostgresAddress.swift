import ApusModel
import CPostgres

/// Which database, and how one proves who one is, as libpq takes it: a URI or `key=value` words
/// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING).
struct PostgresAddress: Sendable {
    let connectionString: SecretString
    /// `postgresql://host:port/name`, for messages: without account and password.
    let place: String

    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` for what libpq cannot read.
    init(_ connectionString: SecretString) throws(ApusError) {
        var failure: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(connectionString.revealed(), &failure) else {
            defer { PQfreemem(failure) }
            throw ApusError(
                .invalidConfiguration, "the database URL cannot be read",
                reason: failure.map { String(cString: $0).trimmed },
                hint: "it looks like postgresql://apus@db.example:5432/apus")
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        self.connectionString = connectionString
        let host = values["host"].map { $0.hasPrefix("/") ? "" : $0 } ?? ""
        let port = values["port"].map { ":\($0)" } ?? ""
        place = "postgresql://\(host)\(port)/\(values["dbname"] ?? "")"
    }
}
