import ApusModel
import DequeModule

/// Which attempts a task takes care of, and which wait for one. The loop's own.
struct AttemptTasks: Sendable {
    struct Launch: Sendable {
        let attempt: Attempt.Key
        let inputs: [String: Artifact]
        let cacheKey: ContentDigest?
        /// What the loop wants further, also while the launch waits.
        let wishes: AsyncStream<AttemptWish>
    }

    private typealias Feed = AsyncStream<AttemptWish>.Continuation

    /// Where wishes for an attempt are sent to.
    private var feeds: [Attempt.Key: Feed] = [:]
    /// Those that were started ahead of their launch.
    private var prestarted: Set<Attempt.Key> = []
    private var waiting: Deque<Launch> = []
    private var launching = 0

    /// No infrastructure takes more at a time, and each has a task, which needs more memory than all else about an
    /// attempt.
    private static let mostLaunches = 128

    /// Takes note of a launch. One that was started ahead hears of it; any other waits for ``nextLaunch()``.
    mutating func launch(_ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?) {
        if prestarted.remove(attempt) != nil, let feed = feeds[attempt] {
            feed.yield(.launch(inputs: inputs, cacheKey: cacheKey))
        } else {
            let wishes = takeWishes(for: attempt)
            waiting.append(Launch(attempt: attempt, inputs: inputs, cacheKey: cacheKey, wishes: wishes))
        }
    }

    /// The launch that a task is to be started for now.
    mutating func nextLaunch() -> Launch? {
        guard launching < Self.mostLaunches, let next = waiting.popFirst() else { return nil }
        launching += 1
        return next
    }

    mutating func prestart(_ attempt: Attempt.Key) -> AsyncStream<AttemptWish> {
        prestarted.insert(attempt)
        return takeWishes(for: attempt)
    }

    /// - Returns: whether a task was there to be told.
    func stop(_ attempt: Attempt.Key) -> Bool {
        guard let feed = feeds[attempt] else { return false }
        feed.yield(.stop)
        return true
    }

    /// The work on a launch is done: its task ends when it has read all wishes.
    mutating func handedOver(_ attempt: Attempt.Key) {
        launching -= 1
        forget(attempt)
    }

    /// Ends the task that waits for wishes for the attempt.
    mutating func forget(_ attempt: Attempt.Key) {
        prestarted.remove(attempt)
        feeds.removeValue(forKey: attempt)?.finish()
    }

    private mutating func takeWishes(for attempt: Attempt.Key) -> AsyncStream<AttemptWish> {
        let (wishes, feed) = AsyncStream.makeStream(of: AttemptWish.self)
        feeds.updateValue(feed, forKey: attempt)?.finish()
        return wishes
    }
}
