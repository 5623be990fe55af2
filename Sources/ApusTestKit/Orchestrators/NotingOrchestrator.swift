public import ApusCore
public import ApusModel
import Synchronization

/// An orchestrator that notes what it is asked for, and does nothing.
public final class NotingOrchestrator: Orchestrator {
    private struct Notes {
        var submitted: [SubmittedRun] = []
        var suspensions: [Bool] = []
        var failure: ApusError?
    }

    private struct Options: ComponentConfiguration {
        init() {}
    }

    private let notes = Mutex(Notes())

    public init() {}

    /// The flavor `noting`, which every component of is this orchestrator: on another machine, and reached through a
    /// connector to a cluster or without one.
    public var flavor: Flavor {
        Flavor(
            type: .orchestrator, name: "noting", summary: "Notes what it is asked for", configuration: Options.self,
            connectorResource: .kubernetesCluster, isRemote: { _ in true }
        ) { [self] _, _ in self }
    }

    /// The runs that were submitted, in order.
    public var submitted: [SubmittedRun] { notes.withLock { $0.submitted } }
    /// What ``setSuspended(_:of:)`` was called with, in order.
    public var suspensions: [Bool] { notes.withLock { $0.suspensions } }

    /// Every later call throws `error`.
    public func fail(with error: ApusError) { notes.withLock { $0.failure = error } }

    public var canSchedule: Bool { true }

    public func submit(_ run: SubmittedRun) async throws -> Submission {
        try note { $0.submitted.append(run) }
        return Submission(handle: run.run.name)
    }

    public func setSuspended(_ isSuspended: Bool, of schedule: Schedule) async throws {
        try note { $0.suspensions.append(isSuspended) }
    }

    public func verify() async throws {}
    public func diagnose(_ plan: RunPlan, in environment: RunEnvironment) async -> [Diagnostic] { [] }
    public func cancel(_ run: SubmittedRun) async throws {}
    public func follow(
        _ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void
    ) async throws -> Run { run.run }

    private func note(_ change: (inout Notes) -> Void) throws {
        try notes.withLock { notes in
            if let failure = notes.failure { throw failure }
            change(&notes)
        }
    }
}
