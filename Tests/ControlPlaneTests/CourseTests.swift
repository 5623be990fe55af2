import ApusModel
import HollowCluster
import KubernetesClient
import Testing

@Suite(
    "A run on a real control plane", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct CourseTests {
    @Test func `a graph without faults runs each step once`() async throws {
        let steps: [PlannedStep] = [
            .hollow("a"), .hollow("b", after: ["a"]), .hollow("c", after: ["a"]), .hollow("d", after: ["b", "c"]),
        ]
        try await ClusterTrial.run(TrialSetup(steps)) { trial in
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1, "c": 1, "d": 1])
            #expect(trial.proxy.count("create", "jobs") == 4)
            #expect(try await trial.pods().allSatisfy { $0.phase == .succeeded })
            #expect(trial.kubelet.failures == [])
        }
    }
}
