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

    /// Asks the run to stop and returns without waiting. Stopping a finished run does nothing.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for a run that the store does not have.
    func cancel(_ run: SubmittedRun) async throws

    /// What the infrastructure says about an attempt that is not over, in a sentence or two; `nil` when it has nothing to
    /// add to what the store knows.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable` when it cannot be asked.
    func situation(of attempt: Attempt.Key, in run: Run) async throws -> String?

    /// The objects that submitting `run` and starting each of its steps would make, in that order. Makes none of them;
    /// neither the run nor a token of it has to exist.
    ///
    /// Called by `apus pipeline run --dry-run`.
    /// - Parameter asksInfrastructure: whether the infrastructure is asked what it would answer.
    /// - Throws: ``/ApusModel/ApusError`` with `.unsupported` where runs are not made of such objects, and
    ///   `.unavailable` when the infrastructure is to be asked and cannot be.
    func preview(_ run: SubmittedRun, asksInfrastructure: Bool) async throws -> [PreviewedObject]

    /// Whether steps reach the server at `url`, really tried from where they run. What that takes is gone when it
    /// returns.
    ///
    /// Called by `apus doctor`. Cancelling it stops waiting.
    /// - Parameters:
    ///   - image: an image with the programs of steps, for orchestrators that take images; `nil` when the stack has no
    ///     container registry.
    ///   - registry: where the image is, for credentials to pull it with.
    func examineReach(of url: String, image: String?, in registry: (any ContainerRegistry)?) async -> Finding

    /// Whether the infrastructure can start runs by itself at certain times. Where it cannot, the calls below throw
    /// ``/ApusModel/ApusError`` with `.unsupported`.
    var canSchedule: Bool { get }

    /// Makes the infrastructure start runs of `schedule`, or changes what it has of it in place: times, settings, plan,
    /// and whether it is suspended. Runs under way stay as they are.
    ///
    /// The store has the schedule already. Each firing asks the store for its run, as
    /// ``ScheduleStore/fire(_:_:by:at:)`` says. Calling it again with the same schedule changes nothing.
    /// - Returns: what the infrastructure calls it, equal for every call with this schedule.
    /// - Throws: `.unsupported` for a time zone or policy that the infrastructure does not know, `.rejected` when it
    ///   refuses the schedule, `.unavailable` when trying later may help. What was there before stays then.
    func put(_ schedule: SubmittedSchedule) async throws -> Submission

    /// Keeps `schedule` from firing, or lets it fire again. Runs under way stay as they are.
    /// - Throws: `.notFound` when the infrastructure does not have it.
    func setSuspended(_ isSuspended: Bool, of schedule: Schedule) async throws

    /// Removes what the infrastructure has of the schedule, and with it the firings under way.
    /// - Returns: whether there was something.
    /// - Throws: `.unavailable` when the infrastructure cannot be asked: then it is all still there.
    @discardableResult
    func deleteSchedule(_ id: Identifier<Schedule>) async throws -> Bool

    /// Every schedule of Apus that the infrastructure has in the component's place, whichever store it is of.
    func placedSchedules() async throws -> [PlacedSchedule]
}

extension Orchestrator {
    public func situation(of attempt: Attempt.Key, in run: Run) async throws -> String? { nil }

    /// Most orchestrators have no such objects.
    public func preview(_ run: SubmittedRun, asksInfrastructure: Bool) async throws -> [PreviewedObject] {
        throw ApusError(
            .unsupported, "the orchestrator of stack '\(run.run.stack)' has no manifests to show",
            reason: "it makes no objects that describe a run", hint: "leave out --dry-run and --server-dry-run")
    }

    /// Steps on this machine reach what this machine reaches.
    public func examineReach(
        of url: String, image: String?, in registry: (any ContainerRegistry)?
    ) async -> Finding {
        Finding("server reachable from a step", .ok, "steps run on this machine")
    }

    public var canSchedule: Bool { false }

    public func put(_ schedule: SubmittedSchedule) async throws -> Submission { throw ApusError.cannotSchedule }

    public func setSuspended(_ isSuspended: Bool, of schedule: Schedule) async throws {
        throw ApusError.cannotSchedule
    }

    public func deleteSchedule(_ id: Identifier<Schedule>) async throws -> Bool { throw ApusError.cannotSchedule }

    public func placedSchedules() async throws -> [PlacedSchedule] { throw ApusError.cannotSchedule }
}

extension ApusError {
    /// The orchestrator has nothing that starts runs by itself.
    fileprivate static let cannotSchedule = ApusError(
        .unsupported, "this orchestrator cannot start runs by itself",
        reason: "it runs pipelines only while a command of apus does",
        hint: "choose a stack with an orchestrator of flavor 'kubernetes': apus pipeline run FILE --stack NAME")
}
