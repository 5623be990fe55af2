import ApusCore
import ApusEngine
import ApusModel
import Logging

extension DriverWork {
    func lookUp(_ step: String, seed: ContentDigest, inputs: [String: Artifact]) async throws {
        let key = try CacheKey.digest(seed: seed, inputs: inputs)
        let hit = try await driver.persistently("ask the cache") { try await driver.store.cachedStep(for: key) }
        feed.yield(.engine(.lookedUp(step: step, key: key, hit: hit)))
    }

    func lose(_ attempt: Attempt.Key, _ failure: AttemptFailure) async throws {
        let step = try await driver.persistently("record a lost attempt") {
            try await driver.store.lose(attempt, failure: failure, at: driver.now())
        }
        driver.logger.notice(
            "an attempt is lost", metadata: ["attempt": "\(attempt)", "reason": "\(failure.message)"])
        feed.yield(.engine(.step(step)))
    }

    func settle(_ step: String, _ settlement: StepSettlement) async throws {
        do {
            let settled = try await driver.persistently("end a step") {
                try await driver.store.settle(step, of: driver.id, as: settlement, at: driver.now())
            }
            feed.yield(.engine(.step(settled)))
        } catch let error as ApusError where error.code == .conflict {
            driver.logger.notice(
                "the store refused outputs of the cache", metadata: ["step": "\(step)", "error": "\(error)"])
            feed.yield(.engine(.takeoverRefused(step: step)))
        }
    }

    func conclude(_ outcome: RunOutcome) async throws {
        let kept = try await driver.persistently("record the end of the main part") {
            try await driver.store.conclude(mainPartOf: driver.id, as: outcome, at: driver.now())
        }
        driver.logger.info(
            "the main part is over",
            metadata: ["status": "\(kept.status.rawValue)", "reason": "\(kept.reason ?? "")"])
        feed.yield(.engine(.concluded(kept)))
    }

    func announceStopping() async throws {
        _ = try await driver.persistently("announce that the run stops") {
            try await driver.store.advance(driver.id, to: .stopping, reason: nil, at: driver.now())
        }
    }

    /// Feeds the store's changes to the loop until the run is over, whatever happens to the connection.
    func followEvents() async throws {
        var cursor: Int64 = 0
        var backoff = Backoff(driver.timing)
        while true {
            do {
                for try await event in driver.store.events(of: driver.id, after: cursor, coalescing: newsCoalescing) {
                    cursor = event.sequence
                    backoff.reset()
                    if take(event.change) { return }
                }
                try Task.checkCancellation()
                throw ApusError(.unavailable, "the events of run '\(driver.id)' ended before the run")
            } catch {
                try await driver.persistently.pause(after: error, "follow the run's events", &backoff)
            }
        }
    }

    /// For how long news may wait. The time of a step with a limit begins with the news of its start.
    var newsCoalescing: Duration {
        steps.values.contains { $0.timeLimit != nil } ? .zero : driver.timing.newsCoalescing
    }

    /// - Returns: whether no more changes can follow.
    private func take(_ change: RunEvent.Change) -> Bool {
        switch change {
        case .run(let status, _):
            if status.isFinal { feed.yield(.runOver) }
            return status.isFinal
        case .cancellationRequested: feed.yield(.cancellationRequested)
        case .step(let step):
            feed.yield(.engine(.step(step)))
            driver.launcher.note(step)
        }
        return false
    }

    /// Feeds what the infrastructure says to the loop.
    func observe() async throws {
        try await driver.persistently("watch the infrastructure") {
            try await driver.launcher.observe { observation in take(observation) }
            try Task.checkCancellation()
            throw ApusError(.internalFailure, "the launcher stopped watching before the run was over")
        }
    }

    private func take(_ observation: StepObservation) {
        switch observation.change {
        case .waiting(let reason):
            driver.logger.info(
                "an attempt waits", metadata: ["attempt": "\(observation.attempt)", "reason": "\(reason)"])
        case .started: driver.logger.debug("started", metadata: ["attempt": "\(observation.attempt)"])
        case .ended(let failure): feed.yield(.engine(.ended(observation.attempt, failure)))
        case .gone: feed.yield(.engine(.gone(observation.attempt)))
        }
    }
}
