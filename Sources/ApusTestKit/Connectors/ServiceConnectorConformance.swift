public import ApusCore
public import ApusModel

/// Tries a service connector against the contract of ``/ApusCore/ServiceConnector``, one check for each of its
/// sentences.
///
/// ```swift
/// @Test(arguments: ServiceConnectorConformance.Check.always)
/// func `keeps the contract`(check: ServiceConnectorConformance.Check) async throws {
///     try await ServiceConnectorConformance(subject).run(check)
/// }
/// ```
public struct ServiceConnectorConformance: Sendable {
    /// Makes a connector; called anew for each check.
    public typealias Maker = @Sendable () async throws -> any ServiceConnector

    /// The connectors to be tried: of one type and authentication method, but in different circumstances.
    public struct Subject: Sendable {
        let type: ResourceType
        let working: Maker
        let refused: Maker
        let refusedSecrets: [SecretString]
        let unreachable: Maker?
        let silent: (@Sendable () async throws -> SilentPeer)?

        /// - Parameters:
        ///   - type: a type of which the connectors reach at least one resource.
        ///   - working: one that reaches its resources.
        ///   - refused: one for the same resources whose credentials the peer refuses.
        ///   - refusedSecrets: what the refused credentials consist of; no error may show it.
        ///   - unreachable: one whose peer cannot be reached; the checks ``Check/unreachable`` need it.
        ///   - silent: one whose peer takes requests and never answers; the checks ``Check/silent`` need it.
        public init(
            type: ResourceType, working: @escaping Maker, refused: @escaping Maker, refusedSecrets: [SecretString],
            unreachable: Maker? = nil, silent: (@Sendable () async throws -> SilentPeer)? = nil
        ) {
            self.type = type
            self.working = working
            self.refused = refused
            self.refusedSecrets = refusedSecrets
            self.unreachable = unreachable
            self.silent = silent
        }
    }

    /// A connector whose peer never answers.
    public struct SilentPeer: Sendable {
        let connector: any ServiceConnector
        let untilAsked: @Sendable () async throws -> Void

        /// - Parameter untilAsked: returns once the peer has a request; ends early when cancelled.
        public init(_ connector: any ServiceConnector, untilAsked: @escaping @Sendable () async throws -> Void) {
            self.connector = connector
            self.untilAsked = untilAsked
        }
    }

    /// One sentence of the contract, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (Subject, Expectation) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (Subject, Expectation) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// Those for a connector that reaches its resources.
        public static var granted: [Check] { resources + examining + access }
        /// Those that every subject can be put to.
        public static var always: [Check] { granted + refusals }
        /// Every check.
        public static var all: [Check] { always + unreachable + silent }
    }

    private let subject: Subject

    public init(_ subject: Subject) { self.subject = subject }

    /// Runs one check.
    /// - Throws: ``ConformanceFailure``, or the error that a connector threw where it should not.
    public func run(_ check: Check) async throws {
        try await check.body(subject, Expectation(check: check.name))
    }
}
