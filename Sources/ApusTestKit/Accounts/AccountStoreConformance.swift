public import ApusCore
import ApusModel

/// Tries an account store against the contract of ``/ApusCore/AccountStore``, one check for each of its sentences.
///
/// ```swift
/// @Test(arguments: AccountStoreConformance.Check.all)
/// func `keeps the contract`(check: AccountStoreConformance.Check) async throws {
///     try await AccountStoreConformance { try makeStore() }.run(check)
/// }
/// ```
public struct AccountStoreConformance: Sendable {
    /// One sentence of the contract, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (any AccountStore, Expectation) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (any AccountStore, Expectation) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// Every check.
        public static var all: [Check] { accounts + admins + keys + logins }
    }

    private let makeStore: @Sendable () async throws -> any AccountStore

    /// - Parameter makeStore: makes a store without accounts; called once for each check.
    public init(_ makeStore: @escaping @Sendable () async throws -> any AccountStore) { self.makeStore = makeStore }

    /// Runs one check.
    /// - Throws: ``ConformanceFailure``, or the error that the store threw where it should not.
    public func run(_ check: Check) async throws {
        try await check.body(makeStore(), Expectation(check: check.name))
    }
}
