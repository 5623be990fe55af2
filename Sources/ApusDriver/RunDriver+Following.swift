import ApusCore
import ApusEngine
import ApusModel
import Logging

extension RunDriver {
    /// The loop: inputs reach the engine one after the other; whatever takes time happens in child tasks.
    func follow(_ engine: RunEngine, _ plan: RunPlan) async throws -> Run {
        let (inputs, feed) = AsyncStream.makeStream(of: DriverInput.self)
        return try await withThrowingDiscardingTaskGroup { group in
            var engine = engine
            var result: Run?
            var work = DriverWork(driver: self, plan: plan, feed: feed)
            feed.yield(.engine(.begin(at: now())))  // first: what the engine hears before that, it does not take in
            work.addTask(to: &group) { work in try await work.followEvents() }
            work.addTask(to: &group) { work in try await work.observe() }
            for await input in inputs {
                switch input {
                case .engine(let event):
                    let actions = engine.handle(event)
                    if case .gone(let attempt) = event { work.tasks.release(attempt) }
                    if let outcome = work.start(actions, in: &group) {
                        result = try await finish(outcome)
                        work.startDraining(in: &group)
                    }
                case .handedOver(let attempt): work.tasks.handedOver(attempt)
                case .recorded(let attempt): work.tasks.recorded(attempt)
                case .released(let attempt): work.tasks.release(attempt)
                case .cancellationRequested:
                    logger.info("cancellation requested")
                    work.addTask(to: &group) { work in try await work.announceStopping() }
                    _ = work.start(engine.handle(.cancellationRequested), in: &group)
                case .runOver where result == nil:
                    result = try await persistently("read the run") { try await store.run(id) }
                    logger.warning("the run was ended by somebody else")
                    _ = work.start(engine.liveAttempts.map(EngineAction.stop), in: &group)
                    work.startDraining(in: &group)
                case .runOver: continue
                case .drained:
                    logger.warning("attempts outlive the run", metadata: ["attempts": "\(engine.liveAttempts)"])
                    group.cancelAll()
                    if let result { return result }
                case .failed(let error):
                    group.cancelAll()
                    throw error
                }
                work.startLaunches(in: &group)
                if let result, !engine.hasLiveAttempts {
                    group.cancelAll()
                    return result
                }
            }
            throw CancellationError()
        }
    }

    private func finish(_ outcome: RunOutcome) async throws -> Run {
        logger.info(
            "the run is over", metadata: ["status": "\(outcome.status.rawValue)", "reason": "\(outcome.reason ?? "")"])
        return try await persistently("end the run") {
            try await store.advance(id, to: outcome.status, reason: outcome.reason, at: now())
        }
    }
}
