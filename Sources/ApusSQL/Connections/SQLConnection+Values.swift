import ApusModel
import FoundationEssentials

extension SQLConnection {
    /// The JSON value in the first column of the first row, or `nil` for no row.
    func value<Value: Decodable>(_ type: Value.Type, _ sql: String, _ arguments: SQLArguments) throws -> Value? {
        try rows(sql, arguments).first.map { try decode(type, $0[0]) }
    }

    /// The JSON values in the first column.
    func values<Value: Decodable>(_ type: Value.Type, _ sql: String, _ arguments: SQLArguments = []) throws -> [Value] {
        try rows(sql, arguments).map { try decode(type, $0[0]) }
    }

    /// The texts that a query answers.
    func names(_ sql: String, _ arguments: SQLArguments) throws -> [String] {
        try rows(sql, arguments).compactMap { $0[0].text }
    }

    /// Whether there is a row.
    func exists(_ sql: String, _ arguments: SQLArguments = []) throws -> Bool {
        try !rows(sql, arguments).isEmpty
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ column: SQLValue) throws -> Value {
        guard let text = column.text else {
            throw ApusError(.corrupted, "a value in the database is not what it has to be", reason: "\(column)")
        }
        return try CanonicalJSON.decode(type, from: Data(text.utf8))
    }
}

extension Date {
    /// Milliseconds since 1970, as columns have them.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
