public import ApusCore
import ApusModel

/// Tries an artifact store against the contract of ``/ApusCore/ArtifactStore``, one check for each of its sentences.
///
/// ```swift
/// @Test(arguments: ArtifactStoreConformance.Check.all)
/// func `keeps the contract`(check: ArtifactStoreConformance.Check) async throws {
///     try await ArtifactStoreConformance { try makeStore() }.run(check)
/// }
/// ```
public struct ArtifactStoreConformance: Sendable {
    /// One sentence of the contract, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (any ArtifactStore, Expectation) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (any ArtifactStore, Expectation) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// Every check.
        public static var all: [Check] { contents + files + failures + listings }
    }

    private let makeStore: @Sendable () async throws -> any ArtifactStore

    /// - Parameter makeStore: makes a store with nothing in it; called once for each check.
    public init(_ makeStore: @escaping @Sendable () async throws -> any ArtifactStore) {
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
