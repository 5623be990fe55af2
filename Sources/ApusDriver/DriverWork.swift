import ApusEngine
import ApusModel
import Logging

/// Starts what the engine asks for in child tasks, which answer through the loop's inputs.
struct DriverWork: Sendable {
    let driver: RunDriver
    let steps: [String: PlannedStep]
    let feed: AsyncStream<DriverInput>.Continuation
    /// For every attempt that this driver started and that is not gone: where wishes for it are sent to.
    private var wishes: [Attempt.Key: AsyncStream<AttemptWish>.Continuation] = [:]
    /// Those that were started ahead of their launch.
    private var prestarted: Set<Attempt.Key> = []

    init(driver: RunDriver, plan: RunPlan, feed: AsyncStream<DriverInput>.Continuation) {
        self.driver = driver
        self.feed = feed
        steps = Dictionary(plan.steps.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Runs `operation` beside the loop. What it throws ends the driver.
    func addTask(
        to group: inout ThrowingDiscardingTaskGroup<any Error>,
        _ operation: @escaping @Sendable (DriverWork) async throws -> Void
    ) {
        let work = withoutWishes
        group.addTask {
            do {
                try await operation(work)
            } catch is CancellationError {
                return
            } catch {
                work.feed.yield(.failed(error))
            }
        }
    }

    /// A task that kept the wishes as they were when it began would have them copied for the next one.
    private var withoutWishes: DriverWork {
        var work = self
        work.wishes = [:]
        work.prestarted = []
        return work
    }

    /// Starts every action and returns the run's outcome if that is among them.
    mutating func start(
        _ actions: [EngineAction], in group: inout ThrowingDiscardingTaskGroup<any Error>
    ) -> RunOutcome? {
        var outcome: RunOutcome?
        for action in actions {
            switch action {
            case .lookUp(let step, let seed, let inputs):
                addTask(to: &group) { work in try await work.lookUp(step, seed: seed, inputs: inputs) }
            case .launch(let attempt, let inputs, let cacheKey):
                if prestarted.remove(attempt) != nil, let wish = wishes[attempt] {
                    wish.yield(.launch(inputs: inputs, cacheKey: cacheKey))
                } else {
                    let wishes = takeWishes(for: attempt)
                    addTask(to: &group) { work in
                        try await work.launch(attempt, inputs: inputs, cacheKey: cacheKey, wishes)
                    }
                }
            case .prestart(let attempt):
                prestarted.insert(attempt)
                let wishes = takeWishes(for: attempt)
                addTask(to: &group) { work in try await work.prestart(attempt, wishes) }
            case .stop(let attempt):
                if let wish = wishes[attempt] {
                    wish.yield(.stop)
                } else {
                    addTask(to: &group) { work in try await work.stop(attempt) }
                }
            case .lose(let attempt, let failure):
                addTask(to: &group) { work in try await work.lose(attempt, failure) }
            case .settle(let step, let settlement):
                addTask(to: &group) { work in try await work.settle(step, settlement) }
            case .startTimer(let timer, let seconds):
                addTask(to: &group) { work in
                    try await work.driver.clock.sleep(for: .seconds(seconds))
                    work.feed.yield(.engine(.timerFired(timer)))
                }
            case .finish(let end): outcome = end
            }
        }
        return outcome
    }

    /// Ends the task that waits for wishes for the attempt.
    mutating func forget(_ attempt: Attempt.Key) {
        prestarted.remove(attempt)
        wishes.removeValue(forKey: attempt)?.finish()
    }

    private mutating func takeWishes(for attempt: Attempt.Key) -> AsyncStream<AttemptWish> {
        let (stream, feed) = AsyncStream.makeStream(of: AttemptWish.self)
        wishes.updateValue(feed, forKey: attempt)?.finish()
        return stream
    }

    func startDraining(in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        addTask(to: &group) { work in
            try await work.driver.clock.sleep(for: work.driver.timing.drain)
            work.feed.yield(.drained)
        }
    }
}
