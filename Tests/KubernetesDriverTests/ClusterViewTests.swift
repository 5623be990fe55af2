import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Testing

@testable import KubernetesDriver

@Suite("The view of a cluster")
struct ClusterViewTests {
    static let attempt = Attempt.Key(run: Identifier(rawValue: "r"), step: "s", number: 1)
    var view = ClusterView(
        rules: ["s": StartRules(timeout: 60, failingReasons: ["CreateContainerConfigError"])], now: { seen })
    static let seen = Date(timeIntervalSince1970: 5000)
    static let limit = seen.addingTimeInterval(60)

    @Test("tells of start, end and disappearance once each")
    mutating func usual() {
        sync()
        #expect(view.apply(.added(Self.job())) == [.expectStart(Self.attempt, by: Self.limit), .look(after: 5)])
        #expect(view.apply(.added(Self.pod())) == [])
        let running = Self.pod(.running(since: nil), .running)
        #expect(view.apply(.modified(running)) == [Self.deliver(.started)])
        #expect(view.apply(.modified(running)) == [])
        #expect(
            view.apply(.modified(Self.pod(Self.ended, .running))) == [Self.deliver(.ended(nil)), Self.deliver(.gone)])
        #expect(view.apply(.modified(Self.pod(Self.ended, .succeeded))) == [])
        #expect(view.apply(.deleted(Self.pod(Self.ended, .succeeded))) == [])
        #expect(view.apply(.deleted(Self.job())) == [])
    }

    @Test("removes the Job of a pod that a sidecar keeps running after the step's end")
    mutating func sidecar() {
        sync()
        _ = view.apply(.added(Self.job()))
        var pod = Self.pod(.running(since: nil), .running)
        let sidecar = ContainerStatus(name: "proxy", state: .running(since: nil))
        pod.containers.insert(sidecar, at: 0)
        _ = view.apply(.added(pod))
        pod.containers = [sidecar] + Self.pod(Self.ended, .running).containers
        #expect(
            view.apply(.modified(pod)) == [
                Self.deliver(.ended(nil)), .deleteJob(Self.attempt), Self.deliver(.gone),
            ])
        #expect(view.apply(.modified(pod)) == [])
    }

    @Test("takes a pod that was deleted while it ran for lost, and its Job with it")
    mutating func deletedPod() {
        sync()
        _ = view.apply(.added(Self.job()))
        _ = view.apply(.added(Self.pod(.running(since: nil), .running)))
        let lost = AttemptFailure(.infrastructure, "the pod was deleted")
        #expect(
            view.apply(.deleted(Self.pod(.running(since: nil), .running)))
                == [.explain(Self.attempt, lost, Self.pod(.running(since: nil), .running)), .deleteJob(Self.attempt)])
        #expect(view.apply(.deleted(Self.job())) == [Self.deliver(.gone)])
    }

    @Test("tells what took a pod away whose program reported that it was asked to stop")
    mutating func disruption() {
        sync()
        _ = view.apply(.added(Self.job()))
        let cause = ObjectCondition(type: "DisruptionTarget", status: "True", reason: "EvictionByEvictionAPI")
        let stopped = ContainerState.terminated(ContainerState.Termination(exitCode: 1))
        let words = "the pod was evicted, as when its node is drained (EvictionByEvictionAPI)"
        let pod = Self.pod(stopped, .failed, conditions: [cause])
        #expect(
            view.apply(.added(pod)) == [
                .attribute(Self.attempt, words, pod), Self.deliver(.ended(nil)), Self.deliver(.gone),
            ])
        #expect(view.apply(.modified(pod)) == [])
    }

    @Test("tells what took a pod away whose end is not seen, because the run ended before, or the pod went at once")
    mutating func unseenEnd() {
        sync()
        _ = view.apply(.added(Self.job()))
        var pod = Self.pod(.running(since: nil), .running)
        _ = view.apply(.added(pod))
        #expect(view.openAttributions() == [])
        pod.metadata.deletedAt = Self.seen
        _ = view.apply(.modified(pod))
        let attribution = ClusterView.Effect.attribute(Self.attempt, "the pod was deleted", pod)
        #expect(view.openAttributions() == [attribution])
        let lost = AttemptFailure(.infrastructure, "the pod was deleted")
        #expect(
            view.apply(.deleted(pod)) == [attribution, .explain(Self.attempt, lost, pod), .deleteJob(Self.attempt)])
        #expect(view.openAttributions() == [])
    }

    @Test("does not take a second pod that was refused for the attempt's end")
    mutating func refusedPod() {
        sync()
        _ = view.apply(.added(Self.job()))
        _ = view.apply(.added(Self.pod(.running(since: nil), .running)))
        var second = Self.pod(.terminated(ContainerState.Termination(exitCode: 3)), .failed)
        second.metadata.uid = "u2"
        #expect(view.apply(.added(second)) == [])
        let first = Self.pod(.running(since: nil), .running)
        let lost = AttemptFailure(.infrastructure, "the pod was deleted")
        #expect(view.apply(.deleted(first)) == [.explain(Self.attempt, lost, first), Self.deliver(.gone)])
    }

    @Test("takes the end from the pod that had the attempt, whatever was refused beside it")
    mutating func endBesideRefusedPods() {
        let refused = (1...8).map { number in
            var pod = Self.pod(.terminated(ContainerState.Termination(exitCode: 3)), .failed)
            pod.metadata.uid = "refused \(number)"
            return pod
        }
        _ = view.apply(.added(Self.job()))
        for pod in refused { #expect(view.apply(.added(pod)) == [], "nothing is known before all pods are") }
        _ = view.apply(.added(Self.pod(.running(since: nil), .running)))
        sync()
        var stopped = Self.pod(.terminated(ContainerState.Termination(exitCode: 1)), .failed)
        stopped.metadata.deletedAt = Self.seen
        #expect(
            view.apply(.modified(stopped)) == [
                .attribute(Self.attempt, "the pod was deleted", stopped), Self.deliver(.ended(nil)),
                .deleteJob(Self.attempt), Self.deliver(.gone),
            ])
    }

    @Test("removes the pod that replaces one that had the attempt, as it may wait for room until it is refused")
    mutating func replacementAfterEnd() {
        sync()
        _ = view.apply(.added(Self.job()))
        var pod = Self.pod(.running(since: nil), .running)
        _ = view.apply(.added(pod))
        pod.metadata.deletedAt = Self.seen
        _ = view.apply(.modified(pod))
        var replacement = Self.pod()
        replacement.metadata.uid = "u2"
        #expect(view.apply(.added(replacement)) == [])
        let ended = Self.pod(Self.ended, .running)
        #expect(view.apply(.modified(ended)) == [Self.deliver(.ended(nil)), .deleteJob(Self.attempt)])
        #expect(view.apply(.modified(replacement)) == [])
        #expect(view.apply(.deleted(replacement)) == [Self.deliver(.gone)])
    }

    @Test("removes the Job of a pod that ended when it was asked to, because another one is about to replace it")
    mutating func replacementToCome() {
        sync()
        _ = view.apply(.added(Self.job()))
        var ended = Self.pod(Self.ended, .succeeded)
        ended.metadata.deletedAt = Self.seen
        #expect(
            view.apply(.added(ended)) == [Self.deliver(.ended(nil)), .deleteJob(Self.attempt), Self.deliver(.gone)])
    }

    /// Why a Job is left alone, though its pod was asked to end.
    enum Leaving: CaseIterable {
        case deadlineMayBeSaid, hasFailed, isGone
    }

    @Test("leaves a Job that makes no more pods, or that alone knows of a deadline", arguments: Leaving.allCases)
    mutating func noReplacement(leaving: Leaving) {
        let hasDeadline = leaving == .deadlineMayBeSaid
        view = ClusterView(
            rules: ["s": StartRules(timeout: 60, failingReasons: [], hasDeadline: hasDeadline)], now: { Self.seen })
        sync()
        _ = view.apply(.added(Self.job()))
        var pod = Self.pod(.running(since: nil), .running)
        pod.metadata.deletedAt = Self.seen
        _ = view.apply(.added(pod))
        switch leaving {
        case .deadlineMayBeSaid: break
        case .hasFailed: _ = view.apply(.modified(Self.failedJob("BackoffLimitExceeded")))
        case .isGone: _ = view.apply(.deleted(Self.job()))
        }
        pod.containers = Self.pod(Self.ended).containers
        #expect(view.apply(.modified(pod)) == [Self.deliver(.ended(nil)), Self.deliver(.gone)])
    }

    @Test("takes an attempt for lost whose pod went before its end was seen, whatever replaces it")
    mutating func replacementAfterLoss() {
        sync()
        _ = view.apply(.added(Self.job()))
        let pod = Self.pod(.running(since: nil), .running)
        _ = view.apply(.added(pod))
        var replacement = Self.pod()
        replacement.metadata.uid = "u2"
        _ = view.apply(.added(replacement))
        let lost = AttemptFailure(.infrastructure, "the pod was deleted")
        #expect(view.apply(.deleted(pod)) == [.explain(Self.attempt, lost, pod), .deleteJob(Self.attempt)])
        #expect(view.apply(.modified(replacement)) == [])
        #expect(view.apply(.deleted(replacement)) == [])
        #expect(view.apply(.deleted(Self.job())) == [Self.deliver(.gone)])
    }

    @Test("goes on with the pod that replaces one that never started")
    mutating func replacementOfStarting() {
        sync()
        _ = view.apply(.added(Self.job()))
        _ = view.apply(.added(Self.pod()))
        var replacement = Self.pod()
        replacement.metadata.uid = "u2"
        _ = view.apply(.added(replacement))
        #expect(view.apply(.deleted(Self.pod())) == [])
        replacement.containers = [ContainerStatus(name: "main", state: .running(since: nil))]
        #expect(view.apply(.modified(replacement)) == [Self.deliver(.started)])
    }

    @Test("gives up a pod that does not go within its grace period and the limit, as on a node that is lost")
    mutating func lostNode() {
        sync()
        _ = view.apply(.added(Self.job()))
        var pod = Self.pod(.running(since: nil), .running)
        pod.nodeName = "n"
        _ = view.apply(.added(pod))
        pod.metadata.deletedAt = Date(timeIntervalSince1970: 1)
        pod.metadata.deletionGracePeriod = 30
        let limit = Self.seen.addingTimeInterval(90)
        #expect(view.apply(.modified(pod)) == [.expectEnd(Self.attempt, by: limit)])
        #expect(view.apply(.modified(pod)) == [])
        let lost = AttemptFailure(
            .infrastructure,
            "the pod is lost: it did not end within 60 s after its time to end: its node 'n' does not answer")
        #expect(
            view.giveUp(Self.attempt, by: limit)
                == [
                    .attribute(Self.attempt, "the pod was deleted", pod), .explain(Self.attempt, lost, pod),
                    .deleteJob(Self.attempt), Self.deliver(.gone),
                ])
        #expect(view.giveUp(Self.attempt, by: limit) == [])
        #expect(view.apply(.deleted(pod)) == [])
    }

    @Test("does not give up an attempt that another pod goes on with, or that went in time")
    mutating func lateEnd() {
        sync()
        _ = view.apply(.added(Self.job()))
        var pod = Self.pod(.running(since: nil), .running)
        pod.metadata.deletedAt = Self.seen
        #expect(view.apply(.added(pod)).last == .expectEnd(Self.attempt, by: Self.limit))
        var second = Self.pod(.running(since: nil), .running)
        second.metadata.uid = "u2"
        _ = view.apply(.added(second))
        #expect(view.giveUp(Self.attempt, by: Self.limit) == [])
        second.metadata.deletedAt = Self.seen
        #expect(view.apply(.modified(second)) == [.expectEnd(Self.attempt, by: Self.limit)])
        _ = view.apply(.deleted(pod))
        _ = view.apply(.deleted(second))
        _ = view.apply(.deleted(Self.job()))
        #expect(view.giveUp(Self.attempt, by: Self.limit) == [])
    }

    @Test("takes a Job that was deleted before it had a pod for lost")
    mutating func deletedJob() {
        sync()
        _ = view.apply(.added(Self.job()))
        let lost = AttemptFailure(.infrastructure, "the Job was deleted")
        #expect(view.apply(.deleted(Self.job())) == [Self.deliver(.ended(lost)), Self.deliver(.gone)])
    }

    @Test("gives up a pod that does not start in time, with what it waited for")
    mutating func overdue() {
        sync()
        _ = view.apply(.added(Self.job()))
        let pod = Self.pod(.waiting(reason: "ImagePullBackOff", message: nil))
        _ = view.apply(.added(pod))
        let late = AttemptFailure(.infrastructure, "the pod did not start within 60 s: ImagePullBackOff")
        #expect(
            view.expire(Self.attempt, by: Self.limit) == [.explain(Self.attempt, late, pod), .deleteJob(Self.attempt)])
        #expect(view.expire(Self.attempt, by: Self.limit) == [])
    }

    @Test("counts no time in a queue: of a Job that is suspended, of a pod that has a gate")
    mutating func queued() {
        sync()
        let suspended = Self.job([ObjectCondition(type: "Suspended", status: "True")])
        #expect(view.apply(.added(suspended)) == [.look(after: 5)])
        #expect(view.expire(Self.attempt, by: Self.limit) == [])
        let later = Date(timeIntervalSince1970: 5060)
        let resumed = Self.job([ObjectCondition(type: "Suspended", status: "False")])
        #expect(view.apply(.modified(resumed)) == [.expectStart(Self.attempt, by: later)])
        let gate = ObjectCondition(type: "PodScheduled", status: "False", reason: "SchedulingGated")
        #expect(view.apply(.added(Self.pod(conditions: [gate]))) == [Self.deliver(.waiting(reason: "SchedulingGated"))])
        #expect(view.expire(Self.attempt, by: later) == [])
        #expect(view.apply(.modified(Self.pod())) == [.expectStart(Self.attempt, by: later)])
        #expect(view.expire(Self.attempt, by: later).contains(.deleteJob(Self.attempt)))
    }

    @Test("fails a step at once for the reasons that its options name")
    mutating func reasons() {
        view = ClusterView(rules: ["s": StartRules(timeout: 60, failingReasons: ["ImagePullBackOff"])])
        sync()
        _ = view.apply(.added(Self.job()))
        let failure = AttemptFailure(.permanent, "the pod cannot start: ImagePullBackOff")
        let pod = Self.pod(.waiting(reason: "ImagePullBackOff", message: nil))
        #expect(view.apply(.added(pod)).first == .explain(Self.attempt, failure, pod))
    }

    @Test("goes by the main container, whichever stands first")
    mutating func sidecars() {
        sync()
        _ = view.apply(.added(Self.job()))
        var pod = Self.pod(.running(since: nil), .running)
        pod.containers.insert(ContainerStatus(name: "a-sidecar", state: Self.ended), at: 0)
        #expect(view.apply(.added(pod)) == [Self.deliver(.started)])
    }

    @Test("leaves a pod alone that started in time")
    mutating func inTime() {
        sync()
        _ = view.apply(.added(Self.job()))
        _ = view.apply(.added(Self.pod(.running(since: nil), .running)))
        #expect(view.expire(Self.attempt, by: Self.limit) == [])
    }

    @Test("says nothing about a finished Job before it has read the pods")
    mutating func order() {
        let finished = Self.job([ObjectCondition(type: "Complete", status: "True")])
        _ = view.apply(.added(finished))
        #expect(view.apply(WatchEvent<Job>.synced) == [])
        #expect(view.apply(WatchEvent<Pod>.synced) == [Self.deliver(.ended(nil)), Self.deliver(.gone)])
    }

    @Test("says what the Job says when its deadline ended it")
    mutating func lateJob() {
        sync()
        let failure = AttemptFailure(.command, "the Job failed: DeadlineExceeded")
        let effects = view.apply(.added(Self.failedJob("DeadlineExceeded")))
        #expect(effects.prefix(2) == [Self.deliver(.ended(failure)), Self.deliver(.gone)])
    }

    @Test("waits a moment for the pod of a Job that has failed, which knows more, and then says what the Job says")
    mutating func failedJob() {
        sync()
        let limit = Self.seen.addingTimeInterval(5)
        #expect(
            view.apply(.added(Self.failedJob("BackoffLimitExceeded"))).first == .expectPod(Self.attempt, by: limit))
        #expect(view.apply(.modified(Self.failedJob("BackoffLimitExceeded"))) == [])
        let failure = AttemptFailure(.infrastructure, "the Job failed: BackoffLimitExceeded")
        #expect(
            view.missPod(Self.attempt, by: limit) == [Self.deliver(.ended(failure)), Self.deliver(.gone)])
        #expect(view.missPod(Self.attempt, by: limit) == [])
    }

    @Test("takes a failure from the pod, also when it is seen after its Job has failed")
    mutating func latePod() {
        sync()
        _ = view.apply(.added(Self.failedJob("BackoffLimitExceeded")))
        #expect(view.apply(.added(Self.pod(Self.ended, .failed))) == [Self.deliver(.ended(nil)), Self.deliver(.gone)])
        #expect(view.missPod(Self.attempt, by: Self.seen.addingTimeInterval(5)) == [])
    }

    @Test("takes an attempt that nobody has for lost")
    mutating func missing() {
        sync()
        let lost = AttemptFailure(.infrastructure, "the pod was deleted")
        #expect(view.miss(Self.attempt) == [Self.deliver(.ended(lost)), Self.deliver(.gone)])
    }

    private mutating func sync() {
        _ = view.apply(WatchEvent<Job>.synced)
        _ = view.apply(WatchEvent<Pod>.synced)
    }

    static let created = Date(timeIntervalSince1970: 1000)
    static let ended = ContainerState.terminated(ContainerState.Termination(exitCode: 0))
    static let labels = [ObjectLabel.runID: "r", ObjectLabel.step: "s", ObjectLabel.attempt: "1"]

    static func deliver(_ change: StepObservation.Change) -> ClusterView.Effect {
        .deliver(StepObservation(attempt, change))
    }

    static func failedJob(_ reason: String) -> Job {
        job([ObjectCondition(type: "Failed", status: "True", reason: reason)])
    }

    static func job(_ conditions: [ObjectCondition] = []) -> Job {
        Job(metadata: ObjectMetadata(name: "j", labels: labels, createdAt: created), conditions: conditions)
    }

    static func pod(
        _ state: ContainerState? = nil, _ phase: PodPhase = .pending, conditions: [ObjectCondition] = []
    ) -> Pod {
        Pod(
            metadata: ObjectMetadata(name: "p", uid: "u", labels: labels), phase: phase, conditions: conditions,
            containers: state.map { [ContainerStatus(name: "main", state: $0)] } ?? [])
    }
}
