import ApusCore
import ApusModel
import FoundationEssentials
import Synchronization

/// A stored run on a bench, and what it printed.
final class OrchestratorTrial: Sendable {
    /// A cluster under load may have to load images first.
    private static let patience: Duration = .seconds(240)

    let run: SubmittedRun
    private let orchestrator: any Orchestrator
    private let printed = Mutex<[OutputLine]>([])

    init(_ bench: OrchestratorConformance.Bench, _ steps: [PlannedStep]) async throws {
        let plan = try await bench.makePlan(steps)
        let id = Identifier<Run>.make()
        let run = Run(
            id: id, name: "conformance-\(id.short)", pipeline: plan.pipeline, stack: plan.stack, createdAt: Date())
        try await bench.environment.store.create(run, plan: plan)
        self.run = SubmittedRun(run: run, plan: plan, environment: bench.environment)
        orchestrator = bench.orchestrator
    }

    private var store: any MetadataStore { run.environment.store }

    /// The run that following it returns.
    func end(_ expect: Expectation) async throws -> Run {
        try await expect.soon("the run's end", within: Self.patience) { [self] in
            try await orchestrator.follow(run) { [self] line in printed.withLock { $0.append(line) } }
        }
    }

    /// Returns once the step runs.
    func begin(_ name: String, _ expect: Expectation) async throws {
        try await expect.soon("the start of step \(name)", within: Self.patience) { [self] in
            for try await event in store.events(of: run.run.id, after: 0) {
                if case .step(let step) = event.change, step.step == name, step.status == .running { return }
            }
            try expect.fail("the run ends before step \(name) runs")
        }
    }

    func storedRun() async throws -> Run? { try await store.run(run.run.id) }

    func steps() async throws -> [StepRun] { try await store.steps(of: run.run.id) }

    func step(_ name: String) async throws -> StepRun {
        guard let step = try await steps().first(where: { $0.step == name }) else {
            throw ApusError.missingStep(name, of: run.run.id)
        }
        return step
    }

    func statuses() async throws -> [String: StepStatus] {
        Dictionary(uniqueKeysWithValues: try await steps().map { ($0.step, $0.status) })
    }

    /// The number of attempts of each step.
    func attempts() async throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try await steps().map { ($0.step, $0.attempts.count) })
    }

    /// What the step's command printed so far, without what the orchestrator says about the step.
    func lines(of step: String) -> [String] {
        printed.withLock { $0.filter { $0.step == step && $0.text.hasPrefix("line ") }.map(\.text) }
    }
}

extension PlannedStep {
    /// A shell step that comes after another one, without artifacts between them.
    static func chained(_ name: String, _ text: String, after upstream: String? = nil) -> PlannedStep {
        PlannedStep(name: name, command: .shell(text), upstream: upstream.map { [$0] } ?? [])
    }
}
