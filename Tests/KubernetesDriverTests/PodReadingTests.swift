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
        #expect(PodReading.change(of: item.pod, failingReasons: Self.failing) == item.change)
    }

    static let failing = Set(KubernetesOrchestratorConfiguration().failOnContainerWaitingReasons)

    static let table: [(pod: Pod, change: StepObservation.Change?)] = [
        (pod(), nil),
        (pod(.waiting(reason: "ContainerCreating", message: nil)), nil),
        (
            pod(.waiting(reason: "ImagePullBackOff", message: "no route")),
            .waiting(reason: "ImagePullBackOff: no route")
        ),
        (
            pod(.waiting(reason: "InvalidImageName", message: "bad")),
            .ended(AttemptFailure(.permanent, "the pod cannot start: InvalidImageName: bad"))
        ),
        (
            pod(.waiting(reason: "CreateContainerConfigError", message: "secret \"s\" not found")),
            .ended(
                AttemptFailure(.permanent, "the pod cannot start: CreateContainerConfigError: secret \"s\" not found"))
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
            .ended(AttemptFailure(.infrastructure, "the pod's program was ended by signal 9", exitCode: 137))
        ),
        (
            pod(ended(137, "OOMKilled"), .failed),
            .ended(
                AttemptFailure(
                    .command, "the container was killed because it used more memory than its limit", exitCode: 137))
        ),
        (
            pod(ended(127, "ContainerCannotRun", "no such file"), .failed),
            .ended(AttemptFailure(.permanent, "the container cannot run: no such file", exitCode: 127))
        ),
        (
            pod(nil, .failed, reason: "Evicted", message: "low on memory"),
            .ended(AttemptFailure(.infrastructure, "the pod was lost: Evicted: low on memory"))
        ),
        (
            pod(nil, .failed, reason: "DeadlineExceeded"),
            .ended(AttemptFailure(.command, "the pod was stopped: DeadlineExceeded"))
        ),
    ]

    private static func ended(_ code: Int, _ reason: String? = nil, _ message: String? = nil) -> ContainerState {
        .terminated(ContainerState.Termination(exitCode: code, reason: reason, message: message))
    }

    private static func pod(
        _ state: ContainerState? = nil, _ phase: PodPhase = .pending, reason: String? = nil, message: String? = nil,
        conditions: [ObjectCondition] = []
    ) -> Pod {
        Pod(
            metadata: ObjectMetadata(name: "p"), phase: phase, reason: reason, message: message, conditions: conditions,
            containers: state.map { [ContainerStatus(name: "main", state: $0)] } ?? [])
    }
}
