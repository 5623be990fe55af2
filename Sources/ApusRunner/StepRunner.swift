public import ApusCore
public import ApusModel
import FoundationEssentials
public import Logging
public import SystemPackage

/// Runs one attempt of a step: claims it, fetches its inputs, runs its command, keeps its log and its outputs, and
/// reports.
///
/// The attempt's artifacts become visible by the report only, so that losing the runner at any moment harms nothing.
public struct StepRunner: Sendable {
    /// What surrounds the runner.
    public struct Surroundings: Sendable {
        /// Knows the flavors of artifact stores.
        public var registry: FlavorRegistry
        /// The folder where Apus keeps its data, for artifact stores on this machine.
        public var home: FilePath
        /// Where inputs and outputs lie while the command runs.
        public var temporaryFolder: FilePath
        /// What the command inherits.
        public var environment: [String: String]
        /// Whether this process collects every child that ends, as the first process of a container has to.
        public var isFirstProcess: Bool
        /// From a request to stop to SIGKILL. Shorter than what whoever asked waits, so that there is time to report.
        public var grace: Duration

        public init(
            registry: FlavorRegistry, home: FilePath, temporaryFolder: FilePath, environment: [String: String],
            isFirstProcess: Bool = false, grace: Duration = .seconds(8)
        ) {
            self.registry = registry
            self.home = home
            self.temporaryFolder = temporaryFolder
            self.environment = environment
            self.isFirstProcess = isFirstProcess
            self.grace = grace
        }
    }

    let authority: any StepAuthority
    let surroundings: Surroundings
    let clock: any Clock<Duration>
    let logger: Logger
    let show: @Sendable ([LogLine]) async -> Void

    /// - Parameters:
    ///   - clock: what waiting is done by.
    ///   - show: gets the command's lines as they come, in each stream's order, secrets covered.
    public init(
        authority: any StepAuthority, surroundings: Surroundings, clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger, show: @escaping @Sendable ([LogLine]) async -> Void
    ) {
        self.authority = authority
        self.surroundings = surroundings
        self.clock = clock
        self.logger = logger
        self.show = show
    }

    /// Runs the attempt for `holder`, who is told apart by that name from others that may try the same.
    /// - Parameter signals: the numbers of signals that this process gets. The first asks the attempt to stop; each is
    ///   passed on to the command's process group.
    /// - Throws: ``/ApusModel/ApusError`` when the authority cannot be reached: the attempt is then lost.
    public func run(
        _ attempt: Attempt.Key, holder: String, signals: AsyncStream<Int32> = AsyncStream { $0.finish() }
    ) async throws -> StepOutcome {
        switch try await authority.claim(attempt, holder: holder) {
        case .refused(let reason): return .refused(reason: reason)
        case .granted(let assignment):
            let outcome = await perform(assignment, signals)
            let report = AttemptReport(attempt: attempt, holder: holder, outcome: outcome)
            guard try await authority.report(report) else { return .superseded }
            return switch outcome {
            case .succeeded: .succeeded
            case .failed(let failure): .failed(failure)
            }
        }
    }

    private func perform(_ assignment: StepAssignment, _ signals: AsyncStream<Int32>) async -> AttemptReport.Outcome {
        let stops = StopRequests()
        return await withDiscardingTaskGroup { group in
            group.addTask { await stops.follow(signals, killAfter: surroundings.grace, clock) }
            defer { group.cancelAll() }
            do throws(FailedAttempt) {
                let work = AttemptWork(runner: self, assignment: assignment, stops: stops)
                return .succeeded(outputs: try await work.outputs())
            } catch {
                return .failed(error.failure)
            }
        }
    }
}
