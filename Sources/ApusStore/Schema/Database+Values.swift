import ApusModel
import FoundationEssentials
import GRDB

extension Database {
    /// The JSON value in the first column of the first row, or `nil` for no row.
    func value<Value: Decodable>(_ type: Value.Type, _ sql: String, _ arguments: StatementArguments) throws -> Value? {
        try String.fetchOne(cachedStatement(sql: sql), arguments: arguments).map { try decode(type, $0) }
    }

    /// The JSON values in the first column.
    func values<Value: Decodable>(
        _ type: Value.Type, _ sql: String, _ arguments: StatementArguments = []
    ) throws -> [Value] {
        try String.fetchAll(cachedStatement(sql: sql), arguments: arguments).map { try decode(type, $0) }
    }

    /// The texts that a query answers.
    func names(_ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try String.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    /// Whether there is a row.
    func exists(_ sql: String, _ arguments: StatementArguments = []) throws -> Bool {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments) != nil
    }

    /// Executes one statement that changes something.
    func change(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try CanonicalJSON.decode(type, from: Data(text.utf8))
    }
}

extension Date {
    /// Milliseconds since 1970, as columns have them.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
