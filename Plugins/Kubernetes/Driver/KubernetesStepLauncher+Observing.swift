public import ApusDriver
import ApusHTTP
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
        /// It is so late that alarms are due.
        case due(Date)
        case missing(Attempt.Key)
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
                await Task(executorPreference: CurrentExecutor.preference) { [recorder] in
                    await recorder?.finish(within: .seconds(2))
                }.value
            }
            throw error
        }
    }

    private func follow(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        let (signals, input) = AsyncThrowingStream<Signal, any Error>.makeStream()
        try await withThrowingDiscardingTaskGroup { group in
            defer { group.cancelAll() }
            let jobs = adopted.withLock { $0.take() }
            // Where there are no Jobs, a listing would find no pods.
            let pods = jobs?.items.isEmpty == true ? ObjectList<Pod>() : nil
            group.addTask { [run] in
                await self.watch(.pods, from: pods, input, { $0.trimmed(for: run.id) }) { .pod($0) }
            }
            group.addTask { [run] in
                await self.watch(.jobs, from: jobs, input, { $0.trimmed(for: run.id) }) { .job($0) }
            }
            var view = ClusterView(rules: options.steps.mapValues(StartRules.init))
            var alarms = Alarms()
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
                if case .due(let date) = signal { effects = alarms.take(until: date).flatMap { view.answer($0) } }
                for effect in effects {
                    if let attempt = effect.attempt, later[attempt] != nil {
                        later[attempt]?.append(effect)
                        continue
                    }
                    switch effect {
                    case .deliver(let observation): self.deliver(observation, deliver)
                    case .expectStart(let attempt, let limit): alarms.set(.start(attempt, by: limit), at: limit)
                    case .expectEnd(let attempt, let limit): alarms.set(.end(attempt, by: limit), at: limit)
                    case .expectPod(let attempt, let limit): alarms.set(.pod(attempt, by: limit), at: limit)
                    case .look(let pause): alarms.set(.look, at: Date().addingTimeInterval(pause))
                    case .explain(let attempt, _, _), .deleteJob(let attempt):
                        later[attempt] = []
                        group.addTask { await self.perform(effect, input) }
                    case .attribute, .announce, .readEvents: group.addTask { await self.perform(effect, input) }
                    }
                }
                if let date = alarms.nextWake() { group.addTask { await self.wake(at: date, input) } }
                if case .job(.synced) = signal {
                    let unknown = held.withLock { $0 }.filter { !view.knows($0) }
                    for attempt in unknown { group.addTask { await self.look(for: attempt, input) } }
                }
            }
            for effect in view.openAttributions() { await perform(effect, input) }
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
        _ kind: ResourceKind<Object>, from listing: ObjectList<Object>? = nil, _ input: Input,
        _ trimmed: @escaping @Sendable (Object) -> Object,
        _ signal: @Sendable (WatchEvent<Object>) -> Signal
    ) async {
        let reflector = Reflector(
            client, kind, in: namespace, matching: .labels(ObjectLabel.stepSelector(run: run.id)), timing: watchTiming,
            trimmed: trimmed)
        do {
            try await reflector.run(from: listing) { input.yield(signal($0)) }
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
        case .missing(let attempt): miss(attempt)
        case .found(let events): apply(events)
        case .due, .explained, .deleted: []
        }
    }

    fileprivate mutating func answer(_ question: Alarms.Question) -> [Effect] {
        switch question {
        case .start(let attempt, let limit): expire(attempt, by: limit)
        case .end(let attempt, let limit): giveUp(attempt, by: limit)
        case .pod(let attempt, let limit): missPod(attempt, by: limit)
        case .look: look()
        }
    }
}

extension ClusterView.Effect {
    /// The attempt that the effect is about, unless it is about time alone.
    fileprivate var attempt: Attempt.Key? {
        switch self {
        case .deliver(let observation): observation.attempt
        case .explain(let attempt, _, _), .deleteJob(let attempt): attempt
        case .attribute, .announce, .expectStart, .expectEnd, .expectPod, .look, .readEvents: nil
        }
    }
}
