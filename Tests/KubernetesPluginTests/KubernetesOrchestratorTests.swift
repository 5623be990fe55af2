import ApusTestKit
import FoundationEssentials
import Testing

@Suite(
    "The orchestrator of a cluster", .serialized, .timeLimit(.minutes(20)),
    .enabled(
        if: ProcessInfo.processInfo.environment["APUS_TESTBED_NODE"] == "1",
        "needs a cluster that runs pods; run Scripts/test"),
    .enabled(
        if: ProcessInfo.processInfo.environment["APUS_TEST_PROGRAMS"] != nil,
        "needs programs that can travel into images; run Scripts/test"))
struct KubernetesOrchestratorTests {
    @Test("keeps the contract", arguments: OrchestratorConformance.Check.all)
    func contract(check: OrchestratorConformance.Check) async throws {
        try await ClusterBench.withBench { bench in try await OrchestratorConformance { bench }.run(check) }
    }
}
