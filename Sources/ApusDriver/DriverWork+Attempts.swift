import ApusCore
import ApusEngine
import ApusModel
import Logging

extension DriverWork {
    /// Hands the attempt over, records its launch at the same time or once it is wished, and stays until the loop knows
    /// of both or the attempt has to be stopped.
    ///
    /// Whatever claims the attempt waits until the store has the launch, so that neither has to wait for the other
    /// here. The record is never given up, and a launch that the store refuses stops the attempt.
    func perform(_ start: AttemptTasks.Start) async throws {
        let attempt = start.attempt
        guard let step = steps[attempt.step] else { return }
        let isToStop = try await withThrowingDiscardingTaskGroup { group in
            if !start.isToStop {
                group.addTask {
                    await handOver(attempt, of: step)
                    feed.yield(.handedOver(attempt))
                }
            }
            for await wish in start.wishes {
                if case .launch(let inputs, let cacheKey) = wish,
                    try await record(attempt, inputs: inputs, cacheKey: cacheKey)
                {
                    feed.yield(.recorded(attempt))
                    continue
                }
                group.cancelAll()
                return true
            }
            return false
        }
        guard isToStop else { return }
        try await stop(attempt)
        feed.yield(.released(attempt))
    }

    func stop(_ attempt: Attempt.Key) async throws {
        do {
            let answer = try await driver.persistently("stop an attempt") { try await driver.launcher.stop(attempt) }
            if answer == .absent { feed.yield(.engine(.gone(attempt))) }
        } catch let error as ApusError {
            driver.logger.error(
                "an attempt cannot be stopped, waiting for its end",
                metadata: ["attempt": "\(attempt)", "error": "\(error)"])
        }
    }

    /// - Returns: whether the attempt may be handed over.
    private func record(
        _ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?
    ) async throws -> Bool {
        do {
            try await driver.persistently("record a launch") {
                try await driver.store.launch(attempt, inputs: inputs, cacheKey: cacheKey, at: driver.now())
            }
            return true
        } catch let error as ApusError where error.code == .conflict {
            driver.logger.notice(
                "the store refused a launch", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
            let steps = try await driver.persistently("read the steps") {
                try await driver.store.steps(of: attempt.run)
            }
            for step in steps where step.step == attempt.step { feed.yield(.engine(.step(step))) }
            feed.yield(.engine(.launchRefused(attempt)))
            return false
        }
    }

    private func handOver(_ attempt: Attempt.Key, of step: PlannedStep) async {
        do {
            try await driver.persistently("launch an attempt") { try await driver.launcher.launch(attempt, of: step) }
            driver.logger.debug("launched", metadata: ["attempt": "\(attempt)"])
        } catch {
            if Task.isCancelled || error is CancellationError { return }
            driver.logger.error(
                "an attempt cannot be launched", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
            feed.yield(.engine(.launchFailed(attempt, AttemptFailure(.permanent, oneLine(error)))))
        }
    }

    private func oneLine(_ error: any Error) -> String {
        guard let error = error as? ApusError else { return "\(error)" }
        return error.reason.map { "\(error.summary): \($0)" } ?? error.summary
    }
}
