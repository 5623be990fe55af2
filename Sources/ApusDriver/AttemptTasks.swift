import ApusModel
import DequeModule

/// Which attempts a task takes care of until they are handed over and recorded, and which wait for one. The loop's own.
struct AttemptTasks: Sendable {
    /// What a task needs to begin.
    struct Start: Sendable {
        let attempt: Attempt.Key
        /// What the loop wants of it, also what it wanted while the attempt waited.
        let wishes: AsyncStream<AttemptWish>
        /// Whether the attempt was to be stopped before anybody handed it over.
        let isToStop: Bool
    }

    private struct Care {
        let feed: AsyncStream<AttemptWish>.Continuation
        /// Whether it was started ahead and its launch was not wished yet.
        var isAhead: Bool
        var isCounted = false
        var isToStop = false
        var isHandedOver = false
        var isRecorded = false
    }

    private var cares: [Attempt.Key: Care] = [:]
    private var waiting: Deque<(attempt: Attempt.Key, wishes: AsyncStream<AttemptWish>)> = []
    private var working = 0

    /// No infrastructure takes more at a time, and each has a task, which needs more memory than all else about an
    /// attempt.
    private static let mostAtOnce = 128

    /// Takes note of a launch. One that was started ahead hears of it; any other waits for ``next()``.
    mutating func launch(_ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?) {
        if cares[attempt]?.isAhead != true {
            waiting.append((attempt, takeCare(of: attempt, isAhead: false)))
        }
        cares[attempt]?.isAhead = false
        cares[attempt]?.feed.yield(.launch(inputs: inputs, cacheKey: cacheKey))
    }

    /// What a task is to be started for now, among the launches.
    mutating func next() -> Start? {
        guard working < Self.mostAtOnce, let (attempt, wishes) = waiting.popFirst() else { return nil }
        working += 1
        cares[attempt]?.isCounted = true
        return Start(attempt: attempt, wishes: wishes, isToStop: cares[attempt]?.isToStop ?? false)
    }

    /// What a task is to be started for ahead of the launch.
    mutating func prestart(_ attempt: Attempt.Key) -> Start {
        Start(attempt: attempt, wishes: takeCare(of: attempt, isAhead: true), isToStop: false)
    }

    /// - Returns: whether a task is there, or will be, that was told.
    mutating func stop(_ attempt: Attempt.Key) -> Bool {
        guard let care = cares[attempt] else { return false }
        cares[attempt]?.isToStop = true
        care.feed.yield(.stop)
        return true
    }

    mutating func handedOver(_ attempt: Attempt.Key) {
        cares[attempt]?.isHandedOver = true
        releaseIfDone(attempt)
    }

    mutating func recorded(_ attempt: Attempt.Key) {
        cares[attempt]?.isRecorded = true
        releaseIfDone(attempt)
    }

    /// Ends the task of the attempt when it has read all wishes.
    mutating func release(_ attempt: Attempt.Key) {
        guard let care = cares.removeValue(forKey: attempt) else { return }
        care.feed.finish()
        if care.isCounted { working -= 1 }
    }

    private mutating func releaseIfDone(_ attempt: Attempt.Key) {
        if let care = cares[attempt], care.isHandedOver, care.isRecorded { release(attempt) }
    }

    private mutating func takeCare(of attempt: Attempt.Key, isAhead: Bool) -> AsyncStream<AttemptWish> {
        release(attempt)
        let (wishes, feed) = AsyncStream.makeStream(of: AttemptWish.self)
        cares[attempt] = Care(feed: feed, isAhead: isAhead)
        return wishes
    }
}
