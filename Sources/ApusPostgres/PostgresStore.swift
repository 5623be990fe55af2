public import ApusCore
public import ApusModel
public import ApusSQL
import FoundationEssentials

/// The metadata store in a PostgreSQL database, version 12 or newer, which any number of servers may share.
///
/// Transactions of one ``/ApusSQL/SQLScope`` wait for each other by an advisory lock; one that another was in the way
/// of is tried again. Changes are told to other processes by NOTIFY.
///
/// Besides what the contract says, calls throw `.unavailable` when the database cannot be reached, `.forbidden` when it
/// does not let the account in, and `.storageFull`.
public final class PostgresStore: SQLStore {
    public let vault: SecretVault
    public let signal = ChangeSignal()
    private let address: PostgresAddress
    private let pool: PostgresPool
    private let listener: PostgresListener

    /// Opens the database, and makes the tables and the stack `default` when it is empty.
    /// - Parameters:
    ///   - url: as libpq takes it: `postgresql://apus@db.example/apus`, or `host=… dbname=…`. What is not said there comes
    ///     from `PGHOST`, `PGPASSWORD` and so on.
    ///   - vault: servers that share the database need the same key.
    ///   - connections: the most that are open at once, besides one that listens.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`, `.unavailable`, `.forbidden`, `.notFound`,
    ///   `.unsupported` when a newer Apus made the tables.
    public init(url: SecretString, vault: SecretVault, connections: Int = 8) async throws {
        self.vault = vault
        address = try PostgresAddress(url)
        pool = PostgresPool(address, size: connections)
        listener = PostgresListener(address, signal: signal)
        try await attempt { try PostgresSchema.bringUpToDate($0) }
    }

    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await attempt { try $0.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body) }
    }

    public func write<Answer: Sendable>(
        _ scope: SQLScope, _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await attempt { connection in
            try connection.transaction("BEGIN ISOLATION LEVEL READ COMMITTED") { connection in
                try connection.lock(scope)
                return try body(connection)
            }
        }
    }

    public func watchOthers() { listener.start() }

    /// Does it again when others were in the way, or the connection was lost: every call of a store may be repeated.
    private func attempt<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws -> Answer
    ) async throws -> Answer {
        for _ in 1..<Self.attempts {
            do {
                return try await pool.lend(body)
            } catch let failure as PostgresFailure where failure.isPassing {
                continue
            } catch {
                throw explain(error)
            }
        }
        do { return try await pool.lend(body) } catch { throw explain(error) }
    }

    private func explain(_ error: any Error) -> any Error {
        switch error {
        case let failure as PostgresFailure: failure.explained(at: address.place)
        case let error as DecodingError:
            ApusError(
                .corrupted, "the database \(address.place) is damaged",
                reason: "a value in it is not what it has to be",
                cause: error)
        default: error
        }
    }

    private static let attempts = 5
}
