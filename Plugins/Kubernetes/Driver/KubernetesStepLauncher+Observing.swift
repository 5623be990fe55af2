public import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Logging
import Synchronization

extension KubernetesStepLauncher {
    fileprivate enum Signal: Sendable {
        case pod(WatchEvent<Pod>)
        case job(WatchEvent<Job>)
        case overdue(Attempt.Key, Date)
        case missing(Attempt.Key)
    }

    private typealias Input = AsyncThrowingStream<Signal, any Error>.Continuation

    public func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        let (signals, input) = AsyncThrowingStream<Signal, any Error>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { await self.watch(.pods, input) { .pod($0) } }
            group.addTask { await self.watch(.jobs, input) { .job($0) } }
            var view = ClusterView(rules: options.steps.mapValues(StartRules.init))
            for try await signal in signals {
                for effect in view.apply(signal) {
                    if case .deliver(let observation) = effect { self.deliver(observation, deliver) }
                    group.addTask { await self.perform(effect, input) }
                }
                if case .job(.synced) = signal {
                    let unknown = held.withLock { $0 }.filter { !view.knows($0) }
                    for attempt in unknown { group.addTask { await self.look(for: attempt, input) } }
                }
            }
        }
        try Task.checkCancellation()
    }

    private func deliver(_ observation: StepObservation, _ deliver: (StepObservation) -> Void) {
        if observation.change == .gone { _ = held.withLock { $0.remove(observation.attempt) } }
        deliver(observation)
    }

    private func watch<Object>(
        _ kind: ResourceKind<Object>, _ input: Input, _ signal: @Sendable (WatchEvent<Object>) -> Signal
    ) async {
        let reflector = Reflector(
            client, kind, in: namespace, matching: .labels(ObjectLabel.stepSelector(run: run.id)), timing: watchTiming)
        do {
            try await reflector.run { input.yield(signal($0)) }
        } catch {
            input.finish(throwing: error)
        }
    }

    private func perform(_ effect: ClusterView.Effect, _ input: Input) async {
        switch effect {
        case .deliver: break
        case .deleteJob(let attempt):
            do {
                _ = try await deleteJob(of: attempt)
            } catch {
                logger.warning("a Job cannot be deleted", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
            }
        case .expectStart(let attempt, let limit):
            let rest = max(limit.timeIntervalSince(Date()), 0)
            do {
                try await clock.sleep(for: .seconds(rest))
                input.yield(.overdue(attempt, limit))
            } catch {
                return  // the driver leaves
            }
        }
    }

    /// An attempt that was launched and is in no listing: perhaps it is gone.
    private func look(for attempt: Attempt.Key, _ input: Input) async {
        do {
            let _: Job = try await client.get(.jobs, name(of: attempt), in: namespace)
        } catch let error as ApusError where error.code == .notFound {
            input.yield(.missing(attempt))
        } catch {
            logger.warning("a Job cannot be read", metadata: ["attempt": "\(attempt)", "error": "\(error)"])
        }
    }
}

extension ClusterView {
    fileprivate mutating func apply(_ signal: KubernetesStepLauncher.Signal) -> [Effect] {
        switch signal {
        case .pod(let event): apply(event)
        case .job(let event): apply(event)
        case .overdue(let attempt, let limit): expire(attempt, by: limit)
        case .missing(let attempt): miss(attempt)
        }
    }
}
