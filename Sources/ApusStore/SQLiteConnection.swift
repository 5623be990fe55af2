import ApusModel
import ApusSQL
import GRDB

/// A SQLite database within one transaction, as the statements of ``/ApusSQL/SQLStore`` use it.
struct SQLiteConnection: SQLConnection {
    let database: Database

    var dialect: SQLDialect { .sqlite }

    func rows(_ sql: String, _ arguments: SQLArguments) throws -> [[SQLValue]] {
        let statement = try database.cachedStatement(sql: sql)
        let columns = 0..<statement.columnCount
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        return try Array(rows.map { row in columns.map { SQLValue(row[$0]) } })
    }

    func change(_ sql: String, _ arguments: SQLArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// SQLite has one writer at a time.
    func lock(_ scope: SQLScope) {}

    func lockContents(exclusively: Bool) {}

    /// ``DataVersionWatch`` notices.
    func announce(_ run: Identifier<Run>, step: String?) {}
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let integer): self = .integer(integer)
        case .double(let number): self = .text("\(number)")
        case .string(let text): self = .text(text)
        case .blob(let bytes): self = .bytes(bytes)
        }
    }
}

extension StatementArguments {
    fileprivate init(_ arguments: SQLArguments) {
        self.init(
            arguments.values.map { value -> (any DatabaseValueConvertible)? in
                switch value {
                case .null: nil
                case .integer(let integer): integer
                case .text(let text): text
                case .bytes(let bytes): bytes
                }
            })
    }
}
