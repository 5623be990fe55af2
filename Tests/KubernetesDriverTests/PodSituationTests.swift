import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import Testing

@Suite("The situation of a pod")
struct PodSituationTests {
    struct Case: Sendable {
        let pod: Pod
        var events: [Event] = []
        let says: String
    }

    static let cases = [
        Case(
            pod: pod(conditions: [
                ObjectCondition(
                    type: "PodScheduled", status: "False", reason: "Unschedulable",
                    message: "0/1 nodes are available: 1 Insufficient cpu.")
            ]),
            says: "Its pod 'p' has no node: Unschedulable: 0/1 nodes are available: 1 Insufficient cpu. What helps: "
                + "compare the step's resources, node_selectors and tolerations with: kubectl describe nodes."),
        Case(pod: pod(.waiting(reason: nil, message: nil)), says: "Its pod 'p' is pending."),
        Case(
            pod: pod(.waiting(reason: "ImagePullBackOff", message: "Back-off pulling image"), node: "n"),
            events: [
                event("Pulling", "Pulling image", type: "Normal", at: 3),
                event("Failed", "Failed to pull image: not found", count: 4, at: 2),
                event("FailedMount", "no such volume", at: 1),
            ],
            says: "Its pod 'p' on node 'n' waits: ImagePullBackOff: Back-off pulling image. "
                + "The cluster says Failed (4 times): Failed to pull image: not found. "
                + "The cluster says FailedMount: no such volume. What helps: "
                + "the registry has no such image: check its name, and that the node's registry is the stack's."),
        Case(pod: pod(.running(since: nil), node: "n", phase: .running), says: "Its pod 'p' on node 'n' runs."),
        Case(
            pod: pod(sidecar: .running(since: nil), phase: .running), says: "Its pod 'p' is running."),
        Case(
            pod: pod(
                .running(since: nil), node: "n", phase: .running,
                conditions: [
                    ObjectCondition(type: "Ready", status: "False"),
                    ObjectCondition(type: "ContainersReady", status: "True"),
                ]), says: "Its pod 'p' on node 'n', which does not answer, runs."),
        Case(
            pod: pod(
                .running(since: nil), phase: .running,
                conditions: [
                    ObjectCondition(type: "DisruptionTarget", status: "True", reason: "EvictionByEvictionAPI")
                ], deletedAt: Date(timeIntervalSince1970: 9)),
            says:
                "Its pod 'p' is being deleted: the pod was evicted, as when its node is drained (EvictionByEvictionAPI)."
        ),
    ]

    @Test("is told with what it waits for and the newest warnings", arguments: cases)
    func words(example: Case) {
        #expect(PodSituation(pod: example.pod, events: example.events).text == example.says)
    }

    private static func pod(
        _ state: ContainerState? = nil, sidecar: ContainerState? = nil, node: String? = nil, phase: PodPhase = .pending,
        conditions: [ObjectCondition] = [], deletedAt: Date? = nil
    ) -> Pod {
        let containers = [("proxy", sidecar), ("main", state)].compactMap { name, state in
            state.map { ContainerStatus(name: name, state: $0) }
        }
        return Pod(
            metadata: ObjectMetadata(name: "p", deletedAt: deletedAt), nodeName: node, phase: phase,
            conditions: conditions,
            containers: containers)
    }

    private static func event(
        _ reason: String, _ message: String, type: String = "Warning", count: Int = 1, at seconds: Double
    ) -> Event {
        Event(
            metadata: ObjectMetadata(name: reason), type: type, reason: reason, message: message, count: count,
            lastSeenAt: Date(timeIntervalSince1970: seconds))
    }
}
