import ApusCore
import ApusModel
import FoundationEssentials

/// Counts what a driver asks of a store, and what the store tells it.
struct CountingStore: RunStore {
    let store: any RunStore
    let countdown: Countdown

    func create(_ run: Run, plan: RunPlan) async throws { try await store.create(run, plan: plan) }
    func run(_ id: Identifier<Run>) async throws -> Run? { try await countdown.around { try await store.run(id) } }
    func run(matching text: String) async throws -> Run? { try await store.run(matching: text) }
    func runs(_ query: RunQuery) async throws -> Page<Run> { try await store.runs(query) }
    func plan(of run: Identifier<Run>) async throws -> RunPlan {
        try await countdown.around { try await store.plan(of: run) }
    }
    func steps(of run: Identifier<Run>) async throws -> [StepRun] {
        try await countdown.around { try await store.steps(of: run) }
    }
    func advance(_ run: Identifier<Run>, to status: RunStatus, reason: String?, at: Date) async throws -> Run {
        try await countdown.around { try await store.advance(run, to: status, reason: reason, at: at) }
    }
    func requestCancellation(of run: Identifier<Run>, at: Date) async throws {
        try await store.requestCancellation(of: run, at: at)
    }
    func conclude(mainPartOf run: Identifier<Run>, as outcome: RunOutcome, at: Date) async throws -> RunOutcome {
        try await countdown.around { try await store.conclude(mainPartOf: run, as: outcome, at: at) }
    }
    func deleteRun(_ run: Identifier<Run>) async throws { try await store.deleteRun(run) }
    func launch(_ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date) async throws {
        try await countdown.around {
            try await store.launch(attempt, inputs: inputs, cacheKey: cacheKey, at: at)
        }
    }
    func claim(
        _ attempt: Attempt.Key, holder: String, at: Date, waiting patience: Duration
    ) async throws -> ClaimDecision {
        try await store.claim(attempt, holder: holder, at: at, waiting: patience)
    }
    func secretVariables(of step: String, in run: Identifier<Run>) async throws -> [String: SecretString] {
        try await store.secretVariables(of: step, in: run)
    }
    func report(_ report: AttemptReport, at: Date) async throws -> Bool { try await store.report(report, at: at) }
    func lose(_ attempt: Attempt.Key, failure: AttemptFailure, at: Date) async throws -> StepRun {
        try await countdown.around { try await store.lose(attempt, failure: failure, at: at) }
    }
    func settle(
        _ step: String, of run: Identifier<Run>, as settlement: StepSettlement, at: Date
    ) async throws -> StepRun {
        try await countdown.around { try await store.settle(step, of: run, as: settlement, at: at) }
    }
    func cachedStep(for key: ContentDigest) async throws -> StepRun? {
        try await countdown.around { try await store.cachedStep(for: key) }
    }
    func events(of run: Identifier<Run>, after cursor: Int64) -> AsyncThrowingStream<RunEvent, any Error> {
        let events = store.events(of: run, after: cursor)
        let (stream, feed) = AsyncThrowingStream.makeStream(of: RunEvent.self)
        let task = Task {
            do {
                for try await event in events {
                    countdown.pass()
                    feed.yield(event)
                }
                feed.finish()
            } catch {
                feed.finish(throwing: error)
            }
        }
        feed.onTermination = { _ in task.cancel() }
        return stream
    }
}
