import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient

extension ClusterView {
    /// Draws what follows from all that the cluster has of the attempt.
    mutating func judge(_ key: Attempt.Key) -> [Effect] {
        guard let entry = entries[key] else { return [] }
        let all = entry.pods.map { (pod: $0, reading: reading($0), change: reading($0).change) }
        // A pod that was refused only says that another one has the attempt, or had it.
        let holders = all.filter { !$0.reading.wasRefused }
        let tellers = holders.isEmpty && isComplete && entry.lostPod == nil ? all : holders
        let effects = tellers.flatMap { teller in teller.change.map { tell(key, $0, teller.pod) } ?? [] }
        let live = holders.filter { if case .ended? = $0.change { false } else { true } }
        if !live.isEmpty {
            return effects + expectEnd(key, of: live.map(\.pod)) + judgeReplacements(key, live.map(\.pod))
        }
        return isComplete ? effects + judgeWithoutLivePods(key, entry) : effects
    }

    /// A pod is there that the Job controller put in the place of one that had the attempt. It would only be refused it,
    /// and may wait for room until then.
    private mutating func judgeReplacements(_ key: Attempt.Key, _ pods: [Pod]) -> [Effect] {
        guard isComplete, let entry = entries[key], makesMore(entry.job, of: key),
            pods.contains(where: { $0.metadata.deletedAt == nil })
        else { return [] }
        let hadStarted = entry.lostPod?.pod.map { reading($0).change == .started } ?? false
        guard entry.hasEnded || hadStarted else { return [] }
        return end(key, loss(of: entry), entry.lostPod?.pod) + deleteJob(key)
    }

    /// Whether the Job may make another pod in place of one that is asked to end
    /// (https://github.com/kubernetes/enhancements/issues/3939), and is of no other use then.
    private func makesMore(_ job: Job?, of attempt: Attempt.Key) -> Bool {
        guard let job, job.failure == nil else { return false }
        return !rules(of: attempt).hasDeadline
    }

    /// Nothing of the attempt runs; what became of its Job says whether something may yet.
    private mutating func judgeWithoutLivePods(_ key: Attempt.Key, _ entry: AttemptView) -> [Effect] {
        let isOver =
            !entry.pods.isEmpty || entry.job == nil || entry.job?.isComplete == true || entry.job?.failure != nil
        if isOver {
            if let patience = expectPod(key, entry) { return patience }
            let leavesMore = entry.pods.contains { reading($0).leavesMore }
            let mayBeReplaced = makesMore(entry.job, of: key) && entry.pods.contains { $0.metadata.deletedAt != nil }
            let effects =
                end(key, failure(of: entry), entry.lostPod?.pod) + (leavesMore || mayBeReplaced ? deleteJob(key) : [])
            forget(key)
            return effects + [.deliver(StepObservation(key, .gone))]
        }
        guard entry.lostPod != nil, !entry.hasEnded else { return [] }
        return end(key, loss(of: entry), entry.lostPod?.pod) + deleteJob(key)
    }

    /// Asks once for each attempt.
    mutating func deleteJob(_ key: Attempt.Key) -> [Effect] {
        guard entries[key]?.isJobUnwanted == false else { return [] }
        entries[key]?.isJobUnwanted = true
        return [.deleteJob(key)]
    }

    private func failure(of entry: AttemptView) -> AttemptFailure? {
        if entry.lostPod != nil { return loss(of: entry) }
        guard entry.pods.isEmpty else { return nil }
        guard let job = entry.job else { return AttemptFailure(.infrastructure, "the Job was deleted") }
        guard let failure = job.failure else { return nil }
        let text = "the Job failed: \([failure.reason, failure.message].compactMap { $0 }.joined(separator: ": "))"
        return AttemptFailure(failure.reason == "DeadlineExceeded" ? .command : .infrastructure, text)
    }

    private func loss(of entry: AttemptView) -> AttemptFailure {
        entry.lostPod?.pod.map { reading($0).loss } ?? AttemptFailure(.infrastructure, "the pod was deleted")
    }

    private mutating func tell(_ key: Attempt.Key, _ change: StepObservation.Change, _ pod: Pod) -> [Effect] {
        if case .ended(let failure) = change { return end(key, failure, pod) }
        guard entries[key]?.told != change, entries[key]?.hasEnded == false else { return [] }
        entries[key]?.told = change
        if change == .started { entries[key]?.hasStarted = true }
        return [.deliver(StepObservation(key, change))]
    }

    /// - Parameter pod: the one that ended; `nil` for the last that there was.
    mutating func end(_ key: Attempt.Key, _ failure: AttemptFailure?, _ pod: Pod?) -> [Effect] {
        guard let entry = entries[key], !entry.hasEnded else { return [] }
        entries[key]?.hasEnded = true
        guard let pod = pod ?? entry.newestPod else { return [.deliver(StepObservation(key, .ended(failure)))] }
        let end = failure.map { Effect.explain(key, $0, pod) } ?? .deliver(StepObservation(key, .ended(nil)))
        return attribution(key, pod) + [end]
    }

    /// What took away those attempts whose end the cluster has not told yet. Their own reports come first, and may be
    /// all that the run waits for.
    func openAttributions() -> [Effect] {
        entries.filter { !$0.value.hasEnded }.sorted { $0.key.description < $1.key.description }
            .flatMap { key, entry in entry.newestPod.map { attribution(key, $0) } ?? [] }
    }

    private func attribution(_ key: Attempt.Key, _ pod: Pod) -> [Effect] {
        reading(pod).disruption.map { [.attribute(key, $0, pod)] } ?? []
    }
}
