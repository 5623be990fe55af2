public import ApusCore
import ApusModel
public import ApusSQL
public import FoundationEssentials
import GRDB
public import Logging
public import SystemPackage

/// The metadata store in a SQLite database on this machine.
///
/// Any number of processes may use the same file at once: every call is all or nothing, and calls that change something
/// come one after the other. Waiting for another process takes ten seconds at most, then the call is
/// `.unavailable`. The database is in WAL mode and every change is on disk before its call returns
/// (https://www.sqlite.org/wal.html, https://www.sqlite.org/pragma.html#pragma_synchronous).
///
/// Besides what the contract says, calls throw `.storageFull` when the disk is full, `.corrupted` when the file is
/// damaged, and `.forbidden` when it may not be written.
public final class SQLiteStore: SQLStore {
    public let vault: SecretVault
    public let signal = ChangeSignal()
    private let database: DatabaseQueue
    private let file: DatabaseFile
    private let watch: DataVersionWatch
    private let changes: SharedTransactions

    /// Opens the database at `path`. When it is missing, it is made first, with its folder and the stack `default`.
    /// - Parameters:
    ///   - path: the file; beside it SQLite keeps `-wal` and `-shm` files, and the secret key is in a file of the same
    ///     name that ends in `.key`.
    ///   - environment: `APUS_SECRET_KEY`, 32 bytes in base64, takes the place of the key file.
    ///   - patience: how many seconds a call waits for other processes to finish theirs; then it is `.unavailable`.
    ///   - logger: gets constant messages with the facts in the metadata.
    /// - Throws: ``/ApusModel/ApusError`` with `.storageFull`, `.forbidden`, `.corrupted` when the file is no database
    ///   of Apus, `.unsupported` when a newer Apus made it.
    public init(
        path: FilePath, environment: [String: String] = ProcessInfo.processInfo.environment, patience: Double = 10,
        logger: Logger
    ) throws {
        file = DatabaseFile(path: path, patience: patience)
        vault = SecretVault(environment: environment, file: file.keyPath, logger: logger)
        try file.makeIfMissing()
        database = try file.open()
        watch = DataVersionWatch(database: database, signal: signal)
        changes = SharedTransactions(database: database)
    }

    public func read<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        do { return try await database.read { try body(SQLiteConnection(database: $0)) } } catch {
            throw file.explain(error)
        }
    }

    public func write<Answer: Sendable>(
        _ scope: SQLScope, _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        do {
            return try await changes.write { try body(SQLiteConnection(database: $0)) }
        } catch {
            throw file.explain(error)
        }
    }

    public func watchOthers() { watch.start() }
}
