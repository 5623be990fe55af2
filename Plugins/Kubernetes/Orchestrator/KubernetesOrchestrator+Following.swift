import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests

extension KubernetesOrchestrator {
    func follow(_ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void) async throws -> Run {
        let client = try await cluster.client()
        let options = try PlanOptions(run.plan).run
        let logs = PodOutput(
            client: client, namespace: namespace, showsSteps: options.streamStepLogs, output: output)
        return try await withThrowingTaskGroup(of: Run?.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await Self.end(of: run) }
            group.addTask {
                try await watchPods(of: run.run, client, logs)
                return nil
            }
            group.addTask {
                try await watchDriver(of: run, client)
                return nil
            }
            group.addTask {
                try await awaitDriver(of: run, client, output)
                return nil
            }
            while let ended = try await group.next() {
                guard let ended else { continue }
                let steps = await Self.steps(of: run, output)
                await logs.finish(Self.pods(of: steps)) { attempt in await Self.keptOutput(of: attempt, steps, run) }
                return ended
            }
            throw CancellationError()
        }
    }

    /// The store alone says when the run is over.
    private static func end(of run: SubmittedRun) async throws -> Run {
        let store = run.environment.store
        for try await event in store.events(of: run.run.id, after: 0) {
            if case .run(let status, _) = event.change, status.isFinal { break }
        }
        return try await store.run(run.run.id) ?? run.run
    }

    private static func steps(
        of run: SubmittedRun, _ output: @Sendable (OutputLine) async -> Void
    ) async -> [String: StepRun] {
        do {
            return try await run.environment.store.steps(of: run.run.id).reduce(into: [:]) { $0[$1.step] = $1 }
        } catch {
            // The run is over: not all of its lines are shown, and it has ended as it has.
            await output(
                OutputLine(
                    step: nil, text: "the last lines may be missing here; all of them: apus run logs \(run.run.name)"))
            return [:]
        }
    }

    /// The attempts that ran something, by the names of their pods.
    private static func pods(of steps: [String: StepRun]) -> [String: Attempt.Key] {
        steps.values.reduce(into: [:]) { pods, step in
            for attempt in step.attempts {
                guard let pod = attempt.holder else { continue }
                pods[pod] = Attempt.Key(run: step.run, step: step.step, number: attempt.number)
            }
        }
    }

    /// What the attempt printed. Only of one that succeeded is it certain that all of it was kept.
    private static func keptOutput(
        of key: Attempt.Key, _ steps: [String: StepRun], _ run: SubmittedRun
    ) async -> [OutputLine]? {
        let attempt = steps[key.step]?.attempts.first { $0.number == key.number }
        guard attempt?.status == .succeeded, let keptOutput = run.environment.keptOutput else { return nil }
        do {
            return try await keptOutput(key)
        } catch {
            return nil  // the pod is asked instead
        }
    }

    private func watchPods(of run: Run, _ client: KubernetesClient, _ logs: PodOutput) async throws {
        let reflector = Reflector(client, .pods, in: namespace, matching: .labels(ObjectLabel.selector(run: run.id)))
        try await reflector.run { event in
            switch event {
            case .added(let pod), .modified(let pod): await logs.see(pod)
            case .deleted, .synced: break
            }
        }
    }

    /// A driver that will never start again cannot end its run; so this does.
    private func watchDriver(of run: SubmittedRun, _ client: KubernetesClient) async throws {
        let name = ObjectNames(run: run.run, plan: run.plan).orchestratorJob
        let reflector = Reflector(
            client, .jobs, in: namespace, matching: ObjectSelector(fields: "metadata.name=\(name)"))
        try await reflector.run { event in
            let reason: String
            switch event {
            case .added(let job), .modified(let job):
                guard let failure = job.failure else { return }
                reason = "the orchestrator's Job failed: \(failure.reason ?? "no reason given")"
            case .deleted: reason = "the orchestrator's Job was deleted"
            case .synced: return
            }
            _ = try await run.environment.store.advance(run.run.id, to: .failed, reason: reason, at: Date())
        }
    }
}
