public import ApusCore
public import ApusModel

/// Tries an orchestrator against the contract of ``/ApusCore/Orchestrator``, one check for each of its sentences. The
/// steps of its runs are texts for `/bin/sh`.
public struct OrchestratorConformance: Sendable {
    /// An orchestrator to be tried, and what it needs to run something.
    public struct Bench: Sendable {
        let orchestrator: any Orchestrator
        let environment: RunEnvironment
        let makePlan: @Sendable ([PlannedStep]) async throws -> RunPlan

        /// - Parameters:
        ///   - environment: its store keeps the runs that the checks make.
        ///   - makePlan: the plan of a pipeline with these steps, which have no image and no settings yet. It has no
        ///     source directory, but an artifact store among its components.
        public init(
            orchestrator: any Orchestrator, environment: RunEnvironment,
            makePlan: @escaping @Sendable ([PlannedStep]) async throws -> RunPlan
        ) {
            self.orchestrator = orchestrator
            self.environment = environment
            self.makePlan = makePlan
        }
    }

    /// One sentence of the contract, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (Bench, Expectation) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (Bench, Expectation) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// Every check.
        public static var all: [Check] { beginnings + courses + endings + schedules }
    }

    private let makeBench: @Sendable () async throws -> Bench

    /// - Parameter makeBench: called once for each check.
    public init(_ makeBench: @escaping @Sendable () async throws -> Bench) { self.makeBench = makeBench }

    /// Runs one check.
    /// - Throws: ``ConformanceFailure``, or the error that the orchestrator threw where it should not.
    public func run(_ check: Check) async throws {
        try await check.body(makeBench(), Expectation(check: check.name))
    }
}
