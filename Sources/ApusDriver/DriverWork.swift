import ApusEngine
import ApusModel
import Logging

/// Starts what the engine asks for in child tasks, which answer through the loop's inputs.
struct DriverWork: Sendable {
    let driver: RunDriver
    let steps: [String: PlannedStep]
    let feed: AsyncStream<DriverInput>.Continuation
    var tasks = AttemptTasks()

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
        let work = withoutTasks
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

    /// A task that kept them as they were when it began would have them copied for the next one.
    private var withoutTasks: DriverWork {
        var work = self
        work.tasks = AttemptTasks()
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
                tasks.launch(attempt, inputs: inputs, cacheKey: cacheKey)
            case .prestart(let attempt):
                let start = tasks.prestart(attempt)
                addTask(to: &group) { work in try await work.perform(start) }
            case .stop(let attempt):
                if !tasks.stop(attempt) { addTask(to: &group) { work in try await work.stop(attempt) } }
            case .lose(let attempt, let failure):
                addTask(to: &group) { work in try await work.lose(attempt, failure) }
            case .settle(let step, let settlement):
                addTask(to: &group) { work in try await work.settle(step, settlement) }
            case .conclude(let outcome):
                addTask(to: &group) { work in try await work.conclude(outcome) }
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

    /// Starts as many of the launches that wait as may be worked on at once.
    mutating func startLaunches(in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        while let start = tasks.next() { addTask(to: &group) { work in try await work.perform(start) } }
    }

    func startDraining(in group: inout ThrowingDiscardingTaskGroup<any Error>) {
        addTask(to: &group) { work in
            try await work.driver.clock.sleep(for: work.driver.timing.drain)
            work.feed.yield(.drained)
        }
    }
}
