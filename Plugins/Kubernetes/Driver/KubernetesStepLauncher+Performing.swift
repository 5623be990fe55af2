import ApusModel
import FoundationEssentials
import KubernetesClient
import Logging
import Synchronization

extension KubernetesStepLauncher {
    /// Does what takes time, and answers through `input`.
    func perform(_ effect: ClusterView.Effect, _ input: Input) async {
        switch effect {
        case .deliver, .expectStart, .expectEnd, .expectPod, .look: break  // the loop's own
        case .explain(let attempt, let failure, let pod):
            input.yield(.explained(attempt, isStopped(attempt) ? failure : await inquiry.completed(failure, of: pod)))
        case .deleteJob(let attempt):
            do {
                _ = try await deleteJob(of: attempt)
            } catch {
                logger.warning("a Job cannot be deleted", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
            }
            input.yield(.deleted(attempt))
        case .attribute(let attempt, let words, let pod):
            if !isStopped(attempt) { attribute(attempt, to: await inquiry.cause(words, of: pod)) }
        case .announce(let attempt, let reason): announce(attempt, reason)
        case .readEvents(let reasons): input.yield(.found(await events(of: reasons)))
        }
    }

    private var inquiry: FailureInquiry {
        FailureInquiry(client: client, namespace: namespace, clock: clock, logger: logger)
    }

    private func isStopped(_ attempt: Attempt.Key) -> Bool { stopped.withLock { $0.contains(attempt) } }

    func wake(at date: Date, _ input: Input) async {
        do {
            try await clock.sleep(for: .seconds(max(date.timeIntervalSince(Date()), 0)))
            input.yield(.due(date))
        } catch {
            return  // the driver leaves
        }
    }

    /// One request a reason, however many attempts there are.
    private func events(of reasons: Set<String>) async -> [Event] {
        var events: [Event] = []
        for reason in reasons.sorted() {
            do {
                events += try await client.list(.events, in: namespace, matching: .fields("reason=\(reason)")).items
            } catch {
                logger.debug("events cannot be read", metadata: ["reason": "\(reason)", "error": "\(error)"])
            }
        }
        return events
    }

    /// An attempt that was launched and is in no listing: perhaps it is gone.
    func look(for attempt: Attempt.Key, _ input: Input) async {
        do {
            let _: Job = try await client.get(.jobs, name(of: attempt), in: namespace)
        } catch let error as ApusError where error.code == .notFound {
            input.yield(.missing(attempt))
        } catch {
            logger.warning("a Job cannot be read", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
        }
    }
}
