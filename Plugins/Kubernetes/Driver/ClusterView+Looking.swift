import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis

/// Why a Job gets no pod and a pod no volume is said in events only. They are read for all attempts at once, and only
/// while some attempt has not started for a while.
extension ClusterView {
    private static var firstPause: Double { 5 }
    private static var longestPause: Double { 30 }

    mutating func planLook() -> [Effect] {
        guard plannedLook == nil else { return [] }
        plannedLook = Self.firstPause
        return [.look(after: Self.firstPause)]
    }

    /// The pause before a look is over.
    mutating func look() -> [Effect] {
        let latest = now().addingTimeInterval(-Self.firstPause)
        let starting = entries.values.filter(\.isStarting)
        let questions = Set(starting.filter { $0.since <= latest }.compactMap(\.question))
        if !questions.isEmpty { return [.readEvents(questions)] }
        plannedLook = nil
        return starting.isEmpty ? [] : planLook()
    }

    /// Draws what follows from the events that a look found, and plans the next look: later each time.
    mutating func apply(_ events: [Event]) -> [Effect] {
        var newest: [String: Event] = [:]
        for event in events {
            let known = newest[event.objectUID]?.lastSeenAt ?? .distantPast
            if event.lastSeenAt ?? .distantPast >= known { newest[event.objectUID] = event }
        }
        let keys = entries.filter(\.value.isStarting).keys.sorted { $0.description < $1.description }
        let effects = keys.flatMap { learn(from: newest, about: $0) }
        let pause = min((plannedLook ?? Self.firstPause) * 2, Self.longestPause)
        plannedLook = pause
        return effects + [.look(after: pause)]
    }

    private mutating func learn(from newest: [String: Event], about key: Attempt.Key) -> [Effect] {
        guard let entry = entries[key], let job = entry.job else { return [] }
        if entry.pods.isEmpty {
            guard let event = newest[job.metadata.uid], event.reason == "FailedCreate" else { return [] }
            return learn(Refusal(event.message), about: key)
        }
        for pod in entry.pods {
            guard let event = newest[pod.metadata.uid], event.reason == "FailedMount" else { continue }
            let problem = StartProblem(reason: event.reason, message: event.message)
            guard case .missingObject = problem.kind, !rules(of: key).failingReasons.isEmpty else {
                return wait(key, problem.text)
            }
            let failure = AttemptFailure(.permanent, "the pod cannot start: \(problem.advice)")
            return end(key, failure, pod) + deleteJob(key)
        }
        return []
    }

    private mutating func learn(_ refusal: Refusal, about key: Attempt.Key) -> [Effect] {
        if !refusal.mayPass {
            let failure = AttemptFailure(.permanent, "the cluster refuses the pod: \(refusal.advice)")
            return end(key, failure, nil) + deleteJob(key)
        }
        entries[key]?.refusal = refusal
        if refusal.kind == .quota { entries[key]?.limit = nil }
        let effects = wait(key, refusal.text)
        return effects.isEmpty ? [] : effects + [.announce(key, refusal.advice)]
    }

    private mutating func wait(_ key: Attempt.Key, _ reason: String) -> [Effect] {
        let change = StepObservation.Change.waiting(reason: reason)
        guard entries[key]?.told != change else { return [] }
        entries[key]?.told = change
        return [.deliver(StepObservation(key, change))]
    }
}
