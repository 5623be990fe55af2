public import ApusModel

/// A connection to a database within one transaction.
///
/// Statements are in the part of SQL that SQLite and PostgreSQL have in common; what they say differently is in
/// ``SQLDialect``. A parameter is `?`, or `?1` when it is used again.
public protocol SQLConnection {
    var dialect: SQLDialect { get }

    /// The rows that a query answers.
    func rows(_ sql: String, _ arguments: SQLArguments) throws -> [[SQLValue]]

    /// Executes one statement that changes something.
    func change(_ sql: String, _ arguments: SQLArguments) throws

    /// Waits until no other transaction of the scope is under way, and keeps others waiting until this one ends.
    func lock(_ scope: SQLScope) throws

    /// Waits until no other transaction has locked the contents of artifact stores, or only not exclusively, and keeps
    /// those waiting that would be in its way until this one ends. Taken after the lock of a scope.
    func lockContents(exclusively: Bool) throws

    /// Tells other processes, once the transaction is kept, that the run changed, or the step of it.
    func announce(_ run: Identifier<Run>, step: String?) throws
}
