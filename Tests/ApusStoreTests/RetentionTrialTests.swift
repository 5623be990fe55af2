import ApusModel
import Testing

@testable import ApusTestKit

@Suite("Runs and prunings side by side")
struct RetentionTrialTests {
    private func trial(reserves: Bool) -> RetentionTrial {
        RetentionTrial(
            store: InMemoryMetadataStore(), name: "trial", expect: Expectation(check: "trial"), reserves: reserves)
    }

    @Test func `lose nothing`() async throws {
        for seed in 0..<150 { try await trial(reserves: true).takeTurns(seed: seed) }
    }

    @Test func `are seen to lose content when runners reserve nothing`() async throws {
        var losses = 0
        for seed in 0..<150 {
            do { try await trial(reserves: false).takeTurns(seed: seed) } catch is ConformanceFailure { losses += 1 }
        }
        #expect(losses > 0)
    }
}
