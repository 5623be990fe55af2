public import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Logging
import Synchronization

extension KubernetesStepLauncher {
    /// What the loop takes in.
    enum Signal: Sendable {
        case pod(WatchEvent<Pod>)
        case job(WatchEvent<Job>)
        case late(Attempt.Key, Date)
        case lost(Attempt.Key, Date)
        case missing(Attempt.Key)
        case timeToLook
        case found([Event])
        case explained(Attempt.Key, AttemptFailure)
        /// The attempt's Job was deleted, or cannot be.
        case deleted(Attempt.Key)
    }

    typealias Input = AsyncThrowingStream<Signal, any Error>.Continuation

    public func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        do {
            try await follow(deliver)
            try Task.checkCancellation()
        } catch {
            if Task.isCancelled {
                // The run is over. What is left to tell is told in a task that is not cancelled.
                await Task { [recorder] in await recorder?.finish(within: .seconds(2)) }.value
            }
            throw error
        }
    }

    private func follow(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        let (signals, input) = AsyncThrowingStream<Signal, any Error>.makeStream()
        try await withThrowingDiscardingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask { await self.watch(.pods, input) { .pod($0) } }
            group.addTask { await self.watch(.jobs, input) { .job($0) } }
            var view = ClusterView(rules: options.steps.mapValues(StartRules.init))
            // What follows for attempts whose failure is being looked into or whose Job is being deleted: whoever hears
            // that an attempt is gone may leave.
            var later: [Attempt.Key: [ClusterView.Effect]] = [:]
            for try await signal in signals {
                var effects = view.apply(signal)
                if case .explained(let attempt, let failure) = signal {
                    let rest = later.removeValue(forKey: attempt) ?? []
                    effects = [.deliver(StepObservation(attempt, .ended(failure)))] + rest
                }
                if case .deleted(let attempt) = signal { effects = later.removeValue(forKey: attempt) ?? [] }
                for effect in effects {
                    if let attempt = effect.attempt, later[attempt] != nil {
                        later[attempt]?.append(effect)
                        continue
                    }
                    if case .deliver(let observation) = effect {
                        self.deliver(observation, deliver)
                        continue
                    }
                    if let attempt = effect.delaying { later[attempt] = [] }
                    group.addTask { await self.perform(effect, input) }
                }
                if case .job(.synced) = signal {
                    let unknown = held.withLock { $0 }.filter { !view.knows($0) }
                    for attempt in unknown { group.addTask { await self.look(for: attempt, input) } }
                }
            }
        }
    }

    private func deliver(_ observation: StepObservation, _ deliver: (StepObservation) -> Void) {
        let attempt = observation.attempt
        if observation.change == .gone {
            _ = held.withLock { $0.remove(attempt) }
            _ = stopped.withLock { $0.remove(attempt) }
        }
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
}

extension ClusterView {
    fileprivate mutating func apply(_ signal: KubernetesStepLauncher.Signal) -> [Effect] {
        switch signal {
        case .pod(let event): apply(event)
        case .job(let event): apply(event)
        case .late(let attempt, let limit): expire(attempt, by: limit)
        case .lost(let attempt, let limit): giveUp(attempt, by: limit)
        case .missing(let attempt): miss(attempt)
        case .timeToLook: look()
        case .found(let events): apply(events)
        case .explained, .deleted: []
        }
    }
}

extension ClusterView.Effect {
    /// The attempt that the effect is about, unless it is about time alone.
    fileprivate var attempt: Attempt.Key? {
        switch self {
        case .deliver(let observation): observation.attempt
        case .explain(let attempt, _, _), .deleteJob(let attempt): attempt
        case .attribute, .announce, .expectStart, .expectEnd, .look, .readEvents: nil
        }
    }

    /// The attempt whose other effects wait until this one is done.
    fileprivate var delaying: Attempt.Key? {
        switch self {
        case .explain(let attempt, _, _), .deleteJob(let attempt): attempt
        case .deliver, .attribute, .announce, .expectStart, .expectEnd, .look, .readEvents: nil
        }
    }
}
