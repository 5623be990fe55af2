public import ApusDriver
public import ApusModel
public import KubernetesClient

/// What a ``ClusterTrial`` runs, and how patient its parts are: by default so impatient that a test takes seconds.
public struct TrialSetup: Sendable {
    public var steps: [PlannedStep]
    public var failureMode = FailureMode.continueOnFailure
    public var maxParallelism: Int?
    /// The orchestrator's options, by name, over those of the trial.
    public var settings: [String: JSONValue] = [:]
    /// Whether no other trial may run meanwhile, because this one is large or is timed.
    public var isAlone = false
    /// How many hollow nodes there are.
    public var nodes = 1
    /// How many pods a node takes at a time.
    public var capacity = 1000
    /// What becomes of a pod: asked once for each.
    public var script: @Sendable (HollowPod, StepPlayer) -> PodScript
    public var requestRetry = RequestRetry(
        attempts: 4, firstDelay: .milliseconds(50), longestDelay: .milliseconds(400))
    public var watchTiming = WatchTiming(firstDelay: .milliseconds(50), longestDelay: .milliseconds(400))
    public var driverTiming = DriverTiming(shortestPause: .milliseconds(50), longestPause: .milliseconds(400))

    /// - Parameter script: by default every step succeeds at once.
    public init(
        _ steps: [PlannedStep],
        script: @escaping @Sendable (HollowPod, StepPlayer) -> PodScript = { _, player in player.script() }
    ) {
        self.steps = steps
        self.script = script
    }
}
