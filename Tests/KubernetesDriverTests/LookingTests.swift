import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Synchronization
import Testing

@testable import KubernetesDriver

@Suite("What only events tell")
struct LookingTests {
    private static let attempt = ClusterViewTests.attempt
    private static let limit = Date(timeIntervalSince1970: 60)

    /// A view whose time is set.
    private final class Time: Sendable {
        private let seconds = Mutex(0.0)
        var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }
        func pass(_ count: Double) { seconds.withLock { $0 += count } }
    }

    private let time = Time()

    private func view(failing: Set<String> = ["CreateContainerConfigError"]) -> ClusterView {
        var view = ClusterView(
            rules: ["s": StartRules(timeout: 60, failingReasons: failing)], now: { [time] in time.now })
        _ = view.apply(WatchEvent<Job>.synced)
        _ = view.apply(WatchEvent<Pod>.synced)
        return view
    }

    private static func job() -> Job {
        Job(metadata: ObjectMetadata(name: "j", uid: "job", labels: ClusterViewTests.labels))
    }

    private static func event(_ reason: String, _ message: String, about uid: String, at seconds: Double = 1) -> Event {
        Event(
            metadata: ObjectMetadata(name: "e"), type: "Warning", reason: reason, message: message, objectUID: uid,
            lastSeenAt: Date(timeIntervalSince1970: seconds))
    }

    @Test("is read once a Job has had no pod for a while, for all Jobs at once, and ever more rarely")
    func rhythm() {
        var view = view()
        #expect(view.apply(.added(Self.job())) == [.expectStart(Self.attempt, by: Self.limit), .look(after: 5)])
        var other = Self.job()
        other.metadata.labels[ObjectLabel.step] = "t"
        other.metadata.uid = "job2"
        let effects = view.apply(.added(other))
        #expect(!effects.contains(.look(after: 5)))
        #expect(view.look() == [.look(after: 5)])
        time.pass(5)
        #expect(view.look() == [.readEvents(["FailedCreate"])])
        #expect(view.apply([Event]()) == [.look(after: 10)])
        #expect(view.look() == [.readEvents(["FailedCreate"])])
        for pause in [20.0, 30, 30] { #expect(view.apply([Event]()) == [.look(after: pause)]) }
    }

    @Test("is not read for attempts that started, ended or are suspended")
    func noNeed() {
        var view = view()
        _ = view.apply(.added(Self.job()))
        _ = view.apply(.added(ClusterViewTests.pod(.running(since: nil), .running)))
        time.pass(9)
        #expect(view.look() == [])
        var suspended = Self.job()
        suspended.metadata.labels[ObjectLabel.step] = "t"
        suspended.conditions = [ObjectCondition(type: "Suspended", status: "True")]
        #expect(view.apply(.added(suspended)) == [.look(after: 5)])
        time.pass(9)
        #expect(view.look() == [.look(after: 5)])
    }

    @Test("about a used-up quota is a wait that takes none of the time for the start")
    func quota() {
        var view = view()
        _ = view.apply(.added(Self.job()))
        let words = #"Error creating: pods "j-x" is forbidden: exceeded quota: q, requested: pods=1, limited: pods=0"#
        let waiting = ClusterViewTests.deliver(
            .waiting(reason: "quota q, requested: pods=1, limited: pods=0"))
        let event = Self.event("FailedCreate", words, about: "job")
        let advice =
            "quota q, requested: pods=1, limited: pods=0; "
            + "raise the quota, or wait for others to end; see: kubectl describe resourcequota"
        #expect(view.apply([event]) == [waiting, .announce(Self.attempt, advice), .look(after: 10)])
        #expect(view.apply([event]) == [.look(after: 20)])
        time.pass(100)
        #expect(view.expire(Self.attempt, by: Self.limit) == [])
        let start = Date(timeIntervalSince1970: 160)
        #expect(view.apply(.added(ClusterViewTests.pod())) == [.expectStart(Self.attempt, by: start)])
        #expect(view.expire(Self.attempt, by: start).last == .deleteJob(Self.attempt))
    }

    @Test("about a missing service account and other lasting refusals fails the step at once")
    func refusals() {
        for (words, says) in [
            (
                #"Error creating: pods "j-" is forbidden: error looking up service account z/sa: serviceaccount "sa" not found"#,
                "there is no service account 'sa'; kubectl create serviceaccount sa, or set step_pod_service_account_name"
            ),
            (
                #"Error creating: admission webhook "w.example" denied the request: no"#,
                "admission webhook or policy 'w.example' denied it: no"
            ),
        ] {
            var view = view()
            _ = view.apply(.added(Self.job()))
            let failure = AttemptFailure(.permanent, "the cluster refuses the pod: \(says)")
            #expect(
                view.apply([Self.event("FailedCreate", words, about: "job")]) == [
                    ClusterViewTests.deliver(.ended(failure)), .deleteJob(Self.attempt), .look(after: 10),
                ])
        }
    }

    @Test("is not waited for in vain: a Job without a pod has time as long as other Jobs of the run get theirs")
    func backlog() {
        var view = view()
        _ = view.apply(.added(Self.job()))
        time.pass(59)
        var pod = ClusterViewTests.pod()
        pod.metadata.labels[ObjectLabel.step] = "t"
        _ = view.apply(.added(pod))
        time.pass(1)
        let later = Date(timeIntervalSince1970: 120)
        #expect(view.expire(Self.attempt, by: Self.limit) == [.expectStart(Self.attempt, by: later)])
        time.pass(60)
        let late = AttemptFailure(.infrastructure, "the pod did not start within 60 s")
        #expect(
            view.expire(Self.attempt, by: later) == [
                ClusterViewTests.deliver(.ended(late)), .deleteJob(Self.attempt),
            ])
    }

    @Test("about something else goes on counting, and is said when the time is over")
    func unknown() {
        var view = view()
        _ = view.apply(.added(Self.job()))
        _ = view.apply([
            Self.event("FailedCreate", #"failed calling webhook "w": no route"#, about: "job"),
            Self.event("FailedCreate", #"serviceaccount "old" not found"#, about: "job", at: 0),
            Self.event("FailedCreate", #"serviceaccount "sa" not found"#, about: "another"),
        ])
        let late = AttemptFailure(
            .infrastructure,
            #"the pod did not start within 60 s: admission webhook 'w' does not answer: failed calling webhook "w": "#
                + "no route; see whether the webhook's service runs")
        #expect(
            view.expire(Self.attempt, by: Self.limit) == [
                ClusterViewTests.deliver(.ended(late)), .deleteJob(Self.attempt),
            ])
    }

    @Test("about a volume whose Secret is missing fails the step at once, unless no reason may")
    func mounts() {
        let words = #"MountVolume.SetUp failed for volume "v" : secret "keys" not found"#
        var pod = ClusterViewTests.pod(.waiting(reason: "ContainerCreating", message: nil))
        pod.nodeName = "n"
        for isPatient in [false, true] {
            var view = view(failing: isPatient ? [] : ["CreateContainerConfigError"])
            _ = view.apply(.added(Self.job()))
            _ = view.apply(.added(pod))
            time.pass(5)
            #expect(view.look() == [.readEvents(["FailedMount"])])
            let failure = AttemptFailure(
                .permanent,
                "the pod cannot start: FailedMount: \(words); make it: kubectl create secret generic keys "
                    + "--from-literal=KEY=VALUE")
            let effects: [ClusterView.Effect] =
                isPatient
                ? [ClusterViewTests.deliver(.waiting(reason: "FailedMount: \(words)"))]
                : [.explain(Self.attempt, failure, pod), .deleteJob(Self.attempt)]
            #expect(view.apply([Self.event("FailedMount", words, about: "u")]) == effects + [.look(after: 10)])
        }
    }
}
