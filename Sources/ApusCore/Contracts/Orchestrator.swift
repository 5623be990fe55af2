public import ApusModel

/// Runs pipelines on some infrastructure.
///
/// The host stores the run and its plan, then calls ``submit(_:)`` once. Implementations own no state of the run that
/// the store or the
/// infrastructure does not have: after a crash, every answer comes from there.
public protocol Orchestrator: StackComponent {
    /// What would stop a run of `plan` here, found without changing anything. An error keeps the plan from being
    /// submitted.
    func diagnose(_ plan: RunPlan, in environment: RunEnvironment) async -> [Diagnostic]

    /// Starts `run` and returns once the infrastructure has accepted it.
    ///
    /// Calling it again with the same run returns the existing submission.
    /// - Throws: ``/ApusModel/ApusError`` with `.rejected` if the plan can never run here, or `.unavailable` if trying
    ///   later may help.
    ///   Nothing is left behind then.
    func submit(_ run: SubmittedRun) async throws -> Submission

    /// Follows a submitted run: calls `output` with what its steps print, in each step's order, until the run is over,
    /// and returns the
    /// run as the store then has it. Cancelling it stops following where the infrastructure carries the run, and
    /// cancels the run where
    /// this process does.
    func follow(_ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void) async throws -> Run

    /// Asks the run to stop and returns without waiting. Stopping a finished or unknown run does nothing.
    func cancel(_ run: SubmittedRun) async throws
}
