public import ApusCore
import ApusModel

/// A metadata store that keeps everything in tables of a SQL database.
///
/// What a conforming type has to add is transactions and changes that others make. Values are kept whole as JSON in the
/// column `body`; other columns repeat what is searched for.
public protocol SQLStore: MetadataStore, AccountStore {
    var vault: SecretVault { get }
    /// Wakes those in this process who wait for changes.
    var signal: ChangeSignal { get }

    /// One transaction that changes nothing.
    func read<Answer: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Answer) async throws -> Answer

    /// One transaction, perhaps with others' changes; when `body` throws, nothing is changed. On disk when it returns.
    ///
    /// `body` may be called again when another transaction was in its way.
    func write<Answer: Sendable>(
        _ scope: SQLScope, _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer

    /// Lets ``signal`` wake also for changes that other processes make, while it has listeners.
    func watchOthers()
}

extension SQLStore {
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
    ) async throws -> Answer {
        try await write(.catalog, body)
    }
}
