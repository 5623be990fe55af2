public import ApusModel
public import FoundationEssentials

/// Keeps runs, their plans, steps, attempts and events, and decides which attempt of a step is the accepted one.
///
/// A driver (local or in the orchestrator pod) and the step runners work on the same run through it, each with its own
/// calls. All of them throw ``/ApusModel/ApusError`` with `.notFound` for a run or a step that is not there.
public protocol RunStore: Sendable {
    /// Stores a new run with its plan, each step pending. The same run again changes nothing.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when another run has the name.
    func create(_ run: Run, plan: RunPlan) async throws

    /// The run of that identity, or `nil`.
    func run(_ id: Identifier<Run>) async throws -> Run?

    /// The run with that name, or that identity, or the only one whose identity or name begins so; `nil` for none.
    /// - Throws: `.invalidArgument` when several begin so, naming them.
    func run(matching text: String) async throws -> Run?

    /// Runs, newest first.
    /// - Throws: `.invalidArgument` when the limit or the cursor is not one.
    func runs(_ query: RunQuery) async throws -> Page<Run>

    /// How many runs there are in each status; none for a status that no run is in.
    func runCounts() async throws -> [RunStatus: Int]

    /// The plan of the run.
    /// - Throws: `.notFound`.
    func plan(of run: Identifier<Run>) async throws -> RunPlan

    /// The steps of the run in the plan's order. Where they measured very much together, the series of each are thinned
    /// (``/ApusModel/MetricSeries/thinned(to:)``), so that a list of any run can be sent.
    /// - Throws: `.notFound`.
    func steps(of run: Identifier<Run>) async throws -> [StepRun]

    /// Moves the run to `status`. A run that is there already, or past it, stays as it is.
    /// - Returns: the run as it now is.
    func advance(_ run: Identifier<Run>, to status: RunStatus, reason: String?, at: Date) async throws -> Run

    /// Asks for the run to be stopped, for its driver to see. Asking again, or for a run of which no more than finally
    /// steps are left, changes nothing.
    func requestCancellation(of run: Identifier<Run>, at: Date) async throws

    /// Driver: records how the run's main part ended, before the first of its finally steps is launched. They are told
    /// so when they are claimed. The first record stays.
    /// - Returns: what is recorded; of a run that ended without a record, how that ended.
    func conclude(mainPartOf run: Identifier<Run>, as outcome: RunOutcome, at: Date) async throws -> RunOutcome

    /// Forgets a run that is over, with its plan, steps and events, and condemns its artifacts as
    /// ``RetentionStore/removeRuns(_:keepingArtifacts:)`` does. Their content and the logs stay where they are.
    /// - Throws: `.inUse` for a run that is not over, `.notFound` also when it was forgotten before.
    func deleteRun(_ run: Identifier<Run>) async throws

    /// Driver: records that the attempt was handed to the infrastructure, with the inputs that it will get. The same
    /// attempt again changes nothing.
    /// - Throws: `.conflict` when the step or the run is over, or the number is not higher than those of all
    ///   attempts before it, which have failed.
    func launch(_ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date) async throws

    /// Runner: takes the attempt for `holder`. The first holder wins; the same holder again is granted again.
    /// - Parameter patience: how long an attempt that is not launched yet is waited for, before the answer is
    ///   ``ClaimDecision/notYet``. A store may wait less.
    func claim(
        _ attempt: Attempt.Key, holder: String, at: Date, waiting patience: Duration
    ) async throws -> ClaimDecision

    /// Runner: the values of the secrets that the step's plan names, as variables; of two secrets with the same key the
    /// later one counts.
    /// - Throws: `.notFound` also when a secret is not there.
    func secretVariables(of step: String, in run: Identifier<Run>) async throws -> [String: SecretString]

    /// Runner: says how its attempt ended, its outputs reserved before (``RetentionStore``). Accepted only from the holder of a step's newest attempt while the step is
    /// not over; then a success ends the
    /// step, and a failure ends the attempt but leaves it to the driver whether the step is over: until then it is
    /// pending. The attempt keeps what it measured either way, within the bounds of ``/ApusModel/MetricSeries``. The
    /// same report again is accepted again.
    /// - Returns: whether it was accepted.
    /// - Throws: `.conflict` when an output that was not reserved is being deleted.
    func report(_ report: AttemptReport, at: Date) async throws -> Bool

    /// Driver: the infrastructure says that the attempt is lost. Does nothing when the attempt ended already.
    /// - Returns: the step as it now is.
    func lose(_ attempt: Attempt.Key, failure: AttemptFailure, at: Date) async throws -> StepRun

    /// Driver: ends a step that no runner ends. A step that is over stays as it is.
    /// - Returns: the step as it now is.
    /// - Throws: `.conflict` when it would take over outputs of a step that is not stored, neither as what the cache
    ///   answers for the key nor in the run that they are from: they may be gone.
    func settle(_ step: String, of run: Identifier<Run>, as settlement: StepSettlement, at: Date) async throws
        -> StepRun

    /// The newest step that succeeded with this key, in any run; where that run is removed, the newest that took its
    /// outputs over from the cache; or `nil`.
    func cachedStep(for key: ContentDigest) async throws -> StepRun?

    /// The run's changes with a sequence above `cursor`, oldest first, and then each new one as it happens, until the
    /// run is over or the task is cancelled.
    func events(of run: Identifier<Run>, after cursor: Int64) -> AsyncThrowingStream<RunEvent, any Error>

    /// As ``events(of:after:)``, for whoever has to be woken for each reading.
    ///
    /// A change that only says that a step's first attempt was launched or has started may wait for the next change, and be
    /// left out when that is about the same step. The default implementation lets none wait.
    /// - Parameter coalescing: how long such a change waits at most; a minute at the longest.
    func events(
        of run: Identifier<Run>, after cursor: Int64, coalescing: Duration
    ) -> AsyncThrowingStream<RunEvent, any Error>
}

extension RunStore {
    public func events(
        of run: Identifier<Run>, after cursor: Int64, coalescing: Duration
    ) -> AsyncThrowingStream<RunEvent, any Error> {
        events(of: run, after: cursor)
    }

    /// Runner: takes the attempt for `holder` without waiting for its launch.
    public func claim(_ attempt: Attempt.Key, holder: String, at: Date) async throws -> ClaimDecision {
        try await claim(attempt, holder: holder, at: at, waiting: .zero)
    }
}
