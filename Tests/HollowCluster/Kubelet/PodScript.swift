/// What becomes of a pod on a hollow node.
public struct PodScript: Sendable {
    /// Something that keeps the main container from starting.
    public struct Obstacle: Sendable {
        public var reason: String
        public var message: String
        /// `nil`: for ever.
        public var duration: Duration?

        public init(_ reason: String, _ message: String = "", lasting duration: Duration? = nil) {
            self.reason = reason
            self.message = message
            self.duration = duration
        }
    }

    /// What the container waits for before it starts, one after another.
    public var obstacles: [Obstacle]
    /// Whether the pod is shown as running before it ends. Without, a pod costs one request.
    public var showsRunning: Bool
    /// Whether the pod goes when somebody deletes it. The pod of a lost node does not.
    public var obeysDeletion: Bool
    /// What its program does, once it runs, and how it ends. Cancelled when somebody deletes the pod.
    public var run: @Sendable (HollowPod) async throws -> PodEnding

    public init(
        obstacles: [Obstacle] = [], showsRunning: Bool = true, obeysDeletion: Bool = true,
        run: @escaping @Sendable (HollowPod) async throws -> PodEnding
    ) {
        self.obstacles = obstacles
        self.showsRunning = showsRunning
        self.obeysDeletion = obeysDeletion
        self.run = run
    }

    /// A pod whose program ends at once.
    public static func ends(_ ending: PodEnding) -> PodScript { PodScript { _ in ending } }

    /// A pod whose program runs until the pod is deleted.
    public static let hangs = PodScript { _ in try await never() }

    /// Returns when the task is cancelled, by throwing `CancellationError`.
    public static func never() async throws -> PodEnding {
        for await _ in AsyncStream<Void>.makeStream().stream {}
        throw CancellationError()
    }
}
