public import ApusCore
public import ApusModel
public import ApusWire
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
        /// What steps of the run leave for each other on this machine.
        public var spares: SpareOutputs?
        /// From a request to stop to SIGKILL. Shorter than what whoever asked waits, so that there is time to report.
        public var grace: Duration

        public init(
            registry: FlavorRegistry, home: FilePath, temporaryFolder: FilePath, environment: [String: String],
            isFirstProcess: Bool = false, spares: SpareOutputs? = nil, grace: Duration = .seconds(8)
        ) {
            self.registry = registry
            self.home = home
            self.temporaryFolder = temporaryFolder
            self.environment = environment
            self.isFirstProcess = isFirstProcess
            self.spares = spares
            self.grace = grace
        }
    }

    let authority: any StepAuthority
    let surroundings: Surroundings
    let clock: any Clock<Duration>
    let logger: Logger
    let show: @Sendable ([LogLine]) async -> Void
    let announceEnd: @Sendable () -> Void

    /// - Parameters:
    ///   - clock: what waiting is done by.
    ///   - show: gets the command's lines as they come, in each stream's order, secrets covered.
    ///   - announceEnd: called once the command has printed its last line, before the report.
    public init(
        authority: any StepAuthority, surroundings: Surroundings, clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger, announceEnd: @escaping @Sendable () -> Void = {},
        show: @escaping @Sendable ([LogLine]) async -> Void
    ) {
        self.authority = authority
        self.surroundings = surroundings
        self.clock = clock
        self.logger = logger
        self.show = show
        self.announceEnd = announceEnd
    }

    /// Runs the attempt for `holder`, who is told apart by that name from others that may try the same.
    /// - Parameter signals: the numbers of signals that this process gets. The first asks the attempt to stop; each is
    ///   passed on to the command's process group.
    /// - Throws: ``/ApusModel/ApusError`` when the authority cannot be reached: the attempt is then lost.
    public func run(
        _ attempt: Attempt.Key, holder: String, signals: AsyncStream<Int32> = AsyncStream { $0.finish() }
    ) async throws -> StepOutcome {
        let stops = StopRequests()
        return try await withThrowingDiscardingTaskGroup { group in
            group.addTask { await stops.follow(signals, killAfter: surroundings.grace, clock) }
            defer { group.cancelAll() }
            return try await run(attempt, holder: holder, stops)
        }
    }

    private func run(_ attempt: Attempt.Key, holder: String, _ stops: StopRequests) async throws -> StepOutcome {
        switch try await claim(attempt, holder: holder, stops) {
        case .notYet: return .refused(reason: "it was asked to stop before the attempt was launched")
        case .refused(let reason): return .refused(reason: reason)
        case .granted(let assignment):
            let end = await AttemptWork(runner: self, assignment: assignment, stops: stops).end()
            let report = AttemptReport(
                attempt: attempt, holder: holder, outcome: end.outcome, metrics: end.metrics)
            guard try await authority.report(report) else { return .superseded }
            return switch end.outcome {
            case .succeeded: .succeeded
            case .failed(let failure): .failed(failure)
            }
        }
    }

    /// Asks for the attempt until there is an answer; a request to stop ends the asking.
    private func claim(
        _ attempt: Attempt.Key, holder: String, _ stops: StopRequests
    ) async throws -> ClaimDecision {
        let claiming = Task { [authority, clock] in
            while true {
                let decision = try await authority.claim(attempt, holder: holder)
                if decision != .notYet { return decision }
                try await clock.sleep(for: Self.pauseBetweenClaims)
            }
        }
        let result = await stops.handling(by: { _ in claiming.cancel() }) { await claiming.result }
        if case .failure = result, stops.first != nil { return .notYet }
        return try result.get()
    }

    /// For an authority that does not wait itself.
    private static let pauseBetweenClaims: Duration = .milliseconds(50)
}
