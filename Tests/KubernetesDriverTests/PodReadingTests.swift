import ApusCore
import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Testing

@testable import KubernetesDriver

@Suite("A pod's words")
struct PodReadingTests {
    @Test("about its container decide about the attempt", arguments: Self.table)
    func containers(_ item: (pod: Pod, change: StepObservation.Change?)) {
        #expect(PodReading(item.pod, by: Self.rules).change == item.change)
    }

    private static let rules = StartRules.usual

    static let table: [(pod: Pod, change: StepObservation.Change?)] = [
        (pod(), nil),
        (pod(.waiting(reason: "ContainerCreating", message: nil)), nil),
        (
            pod(.waiting(reason: "ImagePullBackOff", message: "no route")),
            .waiting(reason: "ImagePullBackOff: no route")
        ),
        (
            pod(.waiting(reason: "InvalidImageName", message: "bad")),
            .ended(
                AttemptFailure(.permanent, "the pod cannot start: InvalidImageName: bad; correct the step's 'image'"))
        ),
        (
            pod(.waiting(reason: "CreateContainerConfigError", message: #"secret "s" not found"#)),
            .ended(
                AttemptFailure(
                    .permanent,
                    #"the pod cannot start: CreateContainerConfigError: secret "s" not found; "#
                        + "make it: kubectl create secret generic s --from-literal=KEY=VALUE"))
        ),
        (
            pod(.waiting(reason: "CreateContainerConfigError", message: "failed to sync secret cache: timed out")),
            .waiting(reason: "CreateContainerConfigError: failed to sync secret cache: timed out")
        ),
        (
            pod(.waiting(reason: "ErrImagePull", message: #"failed to pull image "r/i:1": r/i:1: not found"#)),
            .ended(
                AttemptFailure(
                    .permanent,
                    #"the pod cannot start: ErrImagePull: failed to pull image "r/i:1": r/i:1: not found; "#
                        + "the registry has no such image: check its name, and that the node's registry is the stack's")
            )
        ),
        (
            pod(.waiting(reason: "ErrImagePull", message: "failed to pull image: 503 Service Unavailable")),
            .waiting(reason: "ErrImagePull: failed to pull image: 503 Service Unavailable")
        ),
        (
            pod(
                .waiting(reason: "PodInitializing", message: nil),
                initContainer: .waiting(reason: "ImagePullBackOff", message: "Back-off")),
            .waiting(reason: "ImagePullBackOff: Back-off")
        ),
        (
            pod(.waiting(reason: "PodInitializing", message: nil), .failed, initContainer: ended(2, "Error")),
            .ended(AttemptFailure(.command, "init container 'setup' ended with exit code 2 (Error)", exitCode: 2))
        ),
        (
            pod(conditions: [
                ObjectCondition(type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/1 nodes")
            ]),
            .waiting(reason: "Unschedulable: 0/1 nodes")
        ),
        (pod(.running(since: nil), .running), .started),
        (pod(ended(0), .running), .ended(nil)),
        (pod(ended(0), .succeeded), .ended(nil)),
        (pod(ended(1), .failed), .ended(nil)),
        (pod(ended(3), .failed), .ended(nil)),
        (
            pod(ended(75), .failed),
            .ended(AttemptFailure(.infrastructure, "the step could not reach the server", exitCode: 75))
        ),
        (
            pod(ended(137), .failed),
            .ended(
                AttemptFailure(
                    .infrastructure,
                    "the pod's program was ended by signal 9, and nobody asked for that; if its node has too little "
                        + "memory: set 'resources.memory'", exitCode: 137))
        ),
        (
            pod(ended(143), .failed),
            .ended(AttemptFailure(.infrastructure, "the pod's program was ended by signal 15", exitCode: 143))
        ),
        (
            pod(ended(137, "OOMKilled"), .failed, memory: "64Mi"),
            .ended(
                AttemptFailure(
                    .command,
                    "the container was killed because it used more memory than its limit of 64Mi (OOMKilled, exit code "
                        + "137); raise 'resources.memory'", exitCode: 137))
        ),
        (pod(ended(1, "OOMKilled"), .failed), .ended(nil)),
        (
            pod(ended(137), .running, deletedAt: Date(timeIntervalSince1970: 9)),
            .ended(
                AttemptFailure(
                    .infrastructure, "the pod was deleted, and its program ended with exit code 137", exitCode: 137))
        ),
        (pod(ended(1), .failed, deletedAt: Date(timeIntervalSince1970: 9)), .ended(nil)),
        (
            pod(
                .running(since: nil), .running,
                conditions: [
                    ObjectCondition(type: "Ready", status: "False"),
                    ObjectCondition(type: "ContainersReady", status: "True"),
                ]), .waiting(reason: "its node '?' does not answer")
        ),
        (
            pod(
                .running(since: nil), .running,
                conditions: [
                    ObjectCondition(type: "Ready", status: "False", reason: "ContainersNotReady"),
                    ObjectCondition(type: "ContainersReady", status: "False"),
                ]), .started
        ),
        (
            pod(ended(127, "ContainerCannotRun", "no such file"), .failed),
            .ended(AttemptFailure(.permanent, "the container cannot run: no such file", exitCode: 127))
        ),
        (
            pod(nil, .failed, reason: "DeadlineExceeded"),
            .ended(AttemptFailure(.command, "the pod was stopped: DeadlineExceeded"))
        ),
    ]

    @Test("about being taken away are the infrastructure's, with the cause", arguments: disruptions)
    func disruption(_ item: (condition: String?, reason: String?, message: String?, says: String)) {
        let conditions = [item.condition].compactMap { reason in
            reason.map { ObjectCondition(type: "DisruptionTarget", status: "True", reason: $0, message: item.message) }
        }
        let message = item.condition == nil ? item.message : nil
        let killed = Self.pod(Self.ended(137), .failed, reason: item.reason, message: message, conditions: conditions)
        let text = item.says + ", and its program ended with exit code 137"
        let failure = AttemptFailure(.infrastructure, text, exitCode: 137)
        #expect(PodReading(killed, by: Self.rules).change == .ended(failure))
        let never = Self.pod(nil, .failed, reason: item.reason, message: message, conditions: conditions)
        let loss = AttemptFailure(.infrastructure, item.says)
        #expect(PodReading(never, by: Self.rules).change == .ended(loss))
        #expect(PodReading(never, by: Self.rules).loss == loss)
    }

    static let disruptions: [(condition: String?, reason: String?, message: String?, says: String)] = [
        (
            "PreemptionByScheduler", nil, "preempting to accommodate a higher priority pod",
            "the pod gave way to one of higher priority (PreemptionByScheduler): "
                + "preempting to accommodate a higher priority pod"
        ),
        (
            "DeletionByTaintManager", nil, nil,
            "the pod does not tolerate a taint of its node (DeletionByTaintManager)"
        ),
        (
            "EvictionByEvictionAPI", nil, "Eviction API: evicting",
            "the pod was evicted, as when its node is drained (EvictionByEvictionAPI): Eviction API: evicting"
        ),
        ("DeletionByPodGC", nil, nil, "the pod's node is gone (DeletionByPodGC)"),
        ("TerminationByKubelet", "Evicted", nil, "the pod's node ended it (TerminationByKubelet)"),
        ("Novelty", nil, nil, "the cluster disrupted the pod (Novelty)"),
        (nil, "Evicted", "low on memory", "the pod's node evicted it (Evicted): low on memory"),
        (nil, "NodeShutdown", "imminent", "the pod's node shut down (NodeShutdown): imminent"),
        (nil, "Shutdown", nil, "the pod's node shut down (Shutdown)"),
        (nil, "Terminated", nil, "the pod's node shut down (Terminated)"),
        (nil, "NodeLost", "node n", "the pod's node does not answer (NodeLost): node n"),
        (nil, "NodeAffinity", nil, "the pod's node refused it (NodeAffinity)"),
        (nil, "UnexpectedAdmissionError", nil, "the pod's node refused it (UnexpectedAdmissionError)"),
        (nil, "OutOfcpu", nil, "the pod's node had no room for it (OutOfcpu)"),
        (nil, "Preempting", nil, "the pod gave way to a critical one (Preempting)"),
        (nil, "Novelty", nil, "the pod was lost (Novelty)"),
    ]

    @Test("about memory name the setting that the limit came from")
    func memorySetting() throws {
        let settings: JSONValue = ["resources": ["limits": ["memory": "64Mi"]]]
        let options = try KubernetesOrchestratorConfiguration(["pod_settings": settings], of: "a test")
        let change = PodReading(
            Self.pod(Self.ended(137, "OOMKilled"), .failed, memory: "64Mi"), by: StartRules(options)
        ).change
        guard case .ended(let failure?) = change else {
            Issue.record("\(String(describing: change))")
            return
        }
        #expect(failure.message.hasSuffix("raise 'pod_settings.resources.limits.memory'"), "\(failure)")
    }

    @Test("fail nothing at once where the options name no reason")
    func patience() {
        let patient = StartRules(timeout: 60, failingReasons: [])
        for reason in ["InvalidImageName", "ErrImagePull", "CreateContainerConfigError"] {
            let change = PodReading(
                Self.pod(.waiting(reason: reason, message: "pull: not found")), by: patient
            ).change
            #expect(change == .waiting(reason: "\(reason): pull: not found"))
        }
    }

    private static func ended(_ code: Int, _ reason: String? = nil, _ message: String? = nil) -> ContainerState {
        .terminated(ContainerState.Termination(exitCode: code, reason: reason, message: message))
    }

    private static func pod(
        _ state: ContainerState? = nil, _ phase: PodPhase = .pending, reason: String? = nil, message: String? = nil,
        conditions: [ObjectCondition] = [], initContainer: ContainerState? = nil, memory: String? = nil,
        deletedAt: Date? = nil
    ) -> Pod {
        Pod(
            metadata: ObjectMetadata(name: "p", deletedAt: deletedAt),
            memoryLimits: memory.map { ["main": $0] } ?? [:], phase: phase, reason: reason, message: message,
            conditions: conditions,
            initContainers: initContainer.map { [ContainerStatus(name: "setup", state: $0)] } ?? [],
            containers: state.map { [ContainerStatus(name: "main", state: $0)] } ?? [])
    }
}
