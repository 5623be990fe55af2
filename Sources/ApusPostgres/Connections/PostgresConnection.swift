import ApusModel
import ApusSQL
import CPostgres
import FoundationEssentials
import Glibc

/// One connection to a PostgreSQL server. Used by one thread at a time; its calls wait for the server.
final class PostgresConnection: SQLConnection {
    let handle: OpaquePointer
    /// Statements by what they are in the dialect that is common to all databases.
    private var numbered: [String: String] = [:]

    /// - Throws: ``PostgresFailure``.
    init(_ address: PostgresAddress) throws(PostgresFailure) {
        // What the address says goes before what stands left of it.
        let keywords = ["connect_timeout", "application_name", "dbname", "client_encoding", nil]
        let values = ["10", "apus", address.connectionString.revealed(), "UTF8", nil]
        let handle = Self.withCStrings(keywords) { keywords in
            Self.withCStrings(values) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let handle else { throw PostgresFailure(state: nil, message: "out of memory") }
        self.handle = handle
        if PQstatus(handle) != CONNECTION_OK { throw lost() }
        capus_postgres_keep_quiet(handle)
    }

    deinit { PQfinish(handle) }

    var dialect: SQLDialect { .postgres }

    /// Whether it is ready for a transaction.
    var isIdle: Bool { PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE }

    func lost() -> PostgresFailure { PostgresFailure(state: nil, message: String(cString: PQerrorMessage(handle))) }

    /// Executes statements without arguments.
    func execute(_ statements: String) throws {
        let result = PQexec(handle, statements)
        defer { PQclear(result) }
        try check(result)
    }

    func transaction<Answer>(_ begin: String, _ body: (PostgresConnection) throws -> Answer) throws -> Answer {
        try execute(begin)
        do {
            let answer = try body(self)
            try execute("COMMIT")
            return answer
        } catch {
            // A connection that cannot even do this is not idle and is not used again.
            try? execute("ROLLBACK")
            throw error
        }
    }

    func rows(_ sql: String, _ arguments: SQLArguments) throws -> [[SQLValue]] {
        let result = try result(sql, arguments)
        defer { PQclear(result) }
        let kinds = (0..<PQnfields(result)).map { PostgresKind(PQftype(result, $0)) }
        return (0..<PQntuples(result)).map { row in
            kinds.enumerated().map { column, kind in
                if PQgetisnull(result, row, Int32(column)) != 0 { return .null }
                return kind.value(String(cString: PQgetvalue(result, row, Int32(column))))
            }
        }
    }

    func change(_ sql: String, _ arguments: SQLArguments) throws { PQclear(try result(sql, arguments)) }

    func lock(_ scope: SQLScope) throws {
        let name =
            switch scope {
            case .catalog: "catalog"
            case .run(let run): run.rawValue
            }
        _ = try rows("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", ["apus/\(name)"])
    }

    func lockContents(exclusively: Bool) throws {
        let function = exclusively ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared"
        _ = try rows("SELECT \(function)(hashtextextended(?, 0))", ["apus/contents"])
    }

    func announce(_ run: Identifier<Run>, step: String?) throws {
        _ = try rows("SELECT pg_notify(?, ?)", [PostgresListener.channel, PostgresListener.text(run, step)])
    }

    private func result(_ sql: String, _ arguments: SQLArguments) throws -> OpaquePointer? {
        let statement = number(sql)
        let types = arguments.values.map { PostgresKind($0)?.objectIdentifier ?? 0 }
        let result = Self.withCStrings(arguments.values.map(PostgresKind.text)) { texts in
            PQexecParams(handle, statement, Int32(types.count), types, texts, nil, nil, 0)
        }
        do {
            try check(result)
        } catch {
            PQclear(result)
            throw error
        }
        return result
    }

    private func check(_ result: OpaquePointer?) throws(PostgresFailure) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
        default:
            if PQstatus(handle) != CONNECTION_OK { throw lost() }
            throw PostgresFailure(
                state: capus_postgres_sqlstate(result).map { String(cString: $0) },
                message: String(cString: PQresultErrorMessage(result)))
        }
    }

    /// `?` and `?2` as `$1` and `$2`.
    private func number(_ sql: String) -> String {
        if let known = numbered[sql] { return known }
        var text = ""
        var count = 0
        var rest = sql[...]
        while let mark = rest.firstIndex(of: "?") {
            text += rest[..<mark]
            rest = rest[mark...].dropFirst()
            count += 1
            let digits = rest.prefix { $0.isNumber }
            text += digits.isEmpty ? "$\(count)" : "$\(digits)"
            rest = rest.dropFirst(digits.count)
        }
        text += rest
        numbered[sql] = text
        return text
    }

    private static func withCStrings<Answer>(
        _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Answer
    ) -> Answer {
        let copies = texts.map { $0.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        return body(copies.map { UnsafePointer($0) })
    }
}
