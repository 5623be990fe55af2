import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import ApusCommands

@Suite("Which runs go")
struct RetentionRuleTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let rule: RetentionRule
        let gone: Set<String>
    }

    static let cases = [
        Case(
            description: "all that are over", rule: RetentionRule(pipeline: nil),
            gone: ["a1", "a2", "a3", "b1", "b2"]),
        Case(description: "of a pipeline", rule: RetentionRule(pipeline: "b"), gone: ["b1", "b2"]),
        Case(description: "on a stack", rule: RetentionRule(stack: "prod"), gone: ["b2"]),
        Case(description: "that failed", rule: RetentionRule(statuses: [.failed]), gone: ["a2", "b1"]),
        Case(
            description: "that failed or were cancelled", rule: RetentionRule(statuses: [.failed, .cancelled]),
            gone: ["a2", "b1", "b2"]),
        Case(description: "older than two days", rule: RetentionRule(age: Age(argument: "2d")), gone: ["a1", "b1"]),
        Case(
            description: "but the last of each pipeline, a run that goes on not counted",
            rule: RetentionRule(keptPerPipeline: 1), gone: ["a1", "a2", "b1"]),
        Case(
            description: "but the last failed one of each pipeline",
            rule: RetentionRule(keptPerPipeline: 1, statuses: [.failed]), gone: []),
        Case(
            description: "but the last of each pipeline, and only old ones",
            rule: RetentionRule(age: Age(argument: "2d"), keptPerPipeline: 1), gone: ["a1", "b1"]),
        Case(
            description: "but the last two of each pipeline, and only old ones",
            rule: RetentionRule(age: Age(argument: "48h"), keptPerPipeline: 2), gone: ["a1"]),
    ]

    @Test(arguments: cases)
    func `are those that meet all of it`(_ item: Case) async throws {
        let store = InMemoryMetadataStore()
        let runs: [(name: String, pipeline: String, stack: String, status: RunStatus, daysAgo: Double)] = [
            ("a1", "a", "dev", .succeeded, 4), ("a2", "a", "dev", .failed, 1), ("a3", "a", "dev", .succeeded, 0.5),
            ("a4", "a", "dev", .running, 9), ("b1", "b", "dev", .failed, 3), ("b2", "b", "prod", .cancelled, 1),
        ]
        for run in runs {
            let end = Self.now.addingTimeInterval(-run.daysAgo * 86_400)
            let stored = Run(
                name: run.name, pipeline: run.pipeline, stack: run.stack, createdAt: end.addingTimeInterval(-3600))
            try await store.create(stored, plan: RunPlan(pipeline: run.pipeline, stack: run.stack, steps: []))
            _ = try await store.advance(stored.id, to: run.status, reason: nil, at: end)
        }
        let chosen = try await item.rule.runs(in: store, now: Self.now)
        #expect(Set(chosen.map(\.name)) == item.gone)
    }

    @Test(arguments: [
        ("30d", 2_592_000.0), ("12h", 43_200), ("2w", 1_209_600), ("90s", 90), ("5m", 300), ("0d", 0), ("", nil),
        ("d", nil), ("30", nil), ("-1d", nil), ("1.5d", nil), ("3 d", nil), ("30D", nil), ("٣d", nil),
    ])
    func `an age is a whole number and a unit`(text: String, seconds: Double?) {
        #expect(Age(argument: text)?.seconds == seconds)
    }
}
