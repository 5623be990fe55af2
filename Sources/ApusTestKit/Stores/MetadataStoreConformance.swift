public import ApusCore
import ApusModel

/// Tries a metadata store against the contracts of ``/ApusCore/ComponentStore``, ``/ApusCore/StackStore``,
/// ``/ApusCore/ConnectorStore``, ``/ApusCore/SecretStore``, ``/ApusCore/RunStore``,
/// ``/ApusCore/RetentionStore`` and ``/ApusCore/ScheduleStore``, one check for each of their sentences.
///
/// ```swift
/// @Test(arguments: MetadataStoreConformance.Check.all)
/// func `keeps the contract`(check: MetadataStoreConformance.Check) async throws {
///     try await MetadataStoreConformance { try makeStore() }.run(check)
/// }
/// ```
public struct MetadataStoreConformance: Sendable {
    /// One sentence of the contract, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (any MetadataStore, Expectation) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (any MetadataStore, Expectation) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// Every check.
        public static var all: [Check] {
            components + connectors + secrets + stacks + schedules + firings + runs + listings + launches + claims
                + reports + metrics + endings + conclusions
                + events + reservations + removals + prunings
        }
    }

    private let makeStore: @Sendable () async throws -> any MetadataStore

    /// - Parameter makeStore: makes a store as first use makes it; called once for each check.
    public init(_ makeStore: @escaping @Sendable () async throws -> any MetadataStore) {
        self.makeStore = makeStore
    }

    /// Runs one check.
    /// - Throws: ``ConformanceFailure``, or the error that the store threw where it should not.
    public func run(_ check: Check) async throws {
        try await check.body(makeStore(), Expectation(check: check.name))
    }

    /// Runs every check, one after the other.
    /// - Throws: the first failure.
    public func run() async throws {
        for check in Check.all { try await run(check) }
    }
}
