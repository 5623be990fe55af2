import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests

/// Passes on what the pods of a run print, each pod's lines in their order, as they come.
actor PodOutput {
    private let client: KubernetesClient
    private let namespace: String
    private let showsSteps: Bool
    private let patience: Duration
    private let output: @Sendable (OutputLine) async -> Void
    private var streams: [String: Task<Void, Never>] = [:]
    /// Pods of whose lines some were passed on.
    private var begun: Set<String> = []
    /// Pods of whose lines all were.
    private var ended: Set<String> = []
    private var told: [String: String] = [:]

    /// How many pods are finished at the same time.
    private static let mostAtOnce = 16

    /// - Parameters:
    ///   - showsSteps: whether step pods are read too; why one waits is told either way.
    ///   - patience: how long a container that reported may take to end.
    init(
        client: KubernetesClient, namespace: String, showsSteps: Bool, patience: Duration = .seconds(10),
        output: @escaping @Sendable (OutputLine) async -> Void
    ) {
        self.showsSteps = showsSteps
        self.patience = patience
        self.client = client
        self.namespace = namespace
        self.output = output
    }

    /// Takes note of a pod as it now is.
    func see(_ pod: Pod) async {
        let step = pod.metadata.labels[ObjectLabel.step]
        switch pod.container(MainContainer.name)?.state {
        case .running, .terminated: follow(pod.metadata.name, step: step)
        case .waiting, nil:
            let problem =
                pod.startingContainer?.state.problem ?? pod.conditions.condition("PodScheduled")?.schedulingProblem
            guard let problem else { return }
            await tell(pod.metadata.name, step, problem.text)
        }
    }

    /// Waits until everything that the named pods printed has been passed on, but no longer than they may take to end.
    ///
    /// A node gives a container's log only once it has noticed that the container runs, up to a second after its start.
    /// What was kept of a step's output is there before that.
    /// - Parameters:
    ///   - pods: attempts by pod name; those that were not seen running are read now.
    ///   - kept: all that an attempt has printed, if it is kept whole.
    func finish(
        _ pods: [String: Attempt.Key], kept: @escaping @Sendable (Attempt.Key) async -> [OutputLine]? = { _ in nil }
    ) async {
        let deadline = ContinuousClock.now + patience
        var rest = pods.filter { showsSteps && !ended.contains($0.key) }.sorted { $0.value.step < $1.value.step }[...]
        await withTaskGroup(of: Void.self) { group in
            for (pod, attempt) in rest.prefix(Self.mostAtOnce) {
                group.addTask { await self.finish(pod, attempt, kept, until: deadline) }
            }
            rest = rest.dropFirst(Self.mostAtOnce)
            while await group.next() != nil {
                guard let (pod, attempt) = rest.popFirst() else { continue }
                group.addTask { await self.finish(pod, attempt, kept, until: deadline) }
            }
        }
        for stream in streams.values { stream.cancel() }
    }

    private func finish(
        _ pod: String, _ attempt: Attempt.Key, _ kept: @Sendable (Attempt.Key) async -> [OutputLine]?,
        until deadline: ContinuousClock.Instant
    ) async {
        if !begun.contains(pod), let lines = await kept(attempt), begin(pod) {
            streams[pod]?.cancel()
            for line in lines { await output(line) }
            return
        }
        follow(pod, step: attempt.step)
        guard let stream = streams[pod] else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await stream.value }
            group.addTask { try? await Task.sleep(until: deadline) }  // cancelled: everything has been read
            await group.next()
            stream.cancel()
            group.cancelAll()
        }
    }

    /// - Returns: whether nothing of the pod was passed on before.
    private func begin(_ pod: String) -> Bool { begun.insert(pod).inserted }

    private func tell(_ pod: String, _ step: String?, _ reason: String) async {
        guard told.updateValue(reason, forKey: pod) != reason else { return }
        await output(OutputLine(step: step, text: "pod \(pod) is waiting: \(reason)"))
    }

    private func follow(_ pod: String, step: String?) {
        if streams[pod] != nil || begun.contains(pod) || (step != nil && !showsSteps) { return }
        streams[pod] = Task {
            await read(pod, step: step)
            begun.insert(pod)
            ended.insert(pod)
        }
    }

    nonisolated private func read(_ pod: String, step: String?) async {
        do {
            try await Self.untilStarted {
                try await client.withLog(
                    of: pod, in: namespace, options: PodLogOptions(container: MainContainer.name, follow: true)
                ) { body in
                    var openStreams = 2
                    var hasBegun = false
                    for try await line in body.lines {
                        let text = String(decoding: line, as: UTF8.self)
                        if text == OutputLine.end {
                            openStreams -= 1
                            if openStreams == 0 { return }
                            continue
                        }
                        if !hasBegun, await !begin(pod) { return }
                        hasBegun = true
                        await output(OutputLine(step: step, text: text))
                    }
                }
            }
        } catch {
            if Task.isCancelled { return }
            await output(
                OutputLine(
                    step: step,
                    text: "the log of pod \(pod) breaks off here; all of it: kubectl -n \(namespace) logs \(pod)"))
        }
    }

    /// A container that has begun may have reported before the cluster knows that it runs; its log is refused until
    /// then. Asking for it costs the node what it needs to start others.
    private static func untilStarted(_ read: () async throws -> Void) async throws {
        var pause: Duration = .milliseconds(100)
        while true {
            do {
                return try await read()
            } catch let error as ApusError where (error.cause as? APIStatus)?.code == 400 {
                try await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(1))
            }
        }
    }
}
