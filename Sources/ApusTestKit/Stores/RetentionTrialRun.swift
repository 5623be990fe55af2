import ApusCore
import ApusModel
import Synchronization

/// A run of one step, in a ``RetentionTrial``: answered from the cache, or by an attempt that keeps one artifact.
final class RetentionTrialRun: RetentionActor {
    private enum Phase: Sendable {
        case begin, ask, takeOver(StepRun), launch, claim, reserve, look, upload, report, end, over
    }

    private let trial: RetentionTrial
    private let run: Run
    private let artifact: Artifact
    private let asksCache: Bool
    private let phase = Mutex(Phase.begin)

    init(trial: RetentionTrial, name: String, artifact: Artifact, asksCache: Bool) {
        self.trial = trial
        run = Run(name: name, pipeline: "digits", stack: Stack.defaultName, createdAt: moment())
        self.artifact = artifact
        self.asksCache = asksCache
    }

    func next() async throws -> RetentionTrial.Turn {
        let current = phase.withLock { $0 }
        let (following, turn) = try await act(current)
        phase.withLock { $0 = following }
        return turn
    }

    private func act(_ phase: Phase) async throws -> (Phase, RetentionTrial.Turn) {
        let (store, contents, key) = (trial.store, trial.contents, artifact.digest)
        let attempt = run.attempt("a")
        switch phase {
        case .begin:
            var plan = RunPlan.sample(steps: 1)
            plan.components = [.kept]
            try await store.create(run, plan: plan)
            return (asksCache ? .ask : .launch, .on)
        case .ask: return (try await store.cachedStep(for: key).map(Phase.takeOver) ?? .launch, .on)
        case .takeOver(let hit):
            let settlement = StepSettlement.cached(key: key, from: hit.cachedFrom ?? hit.run, outputs: hit.outputs)
            do {
                _ = try await store.settle("a", of: run.id, as: settlement, at: contents.now)
            } catch let error as ApusError where error.code == .conflict {
                return (.launch, .on)
            }
            return (.end, .decisive)
        case .launch:
            try await store.launch(attempt, inputs: [:], cacheKey: key, at: contents.now)
            return (.claim, .on)
        case .claim:
            _ = try await store.claim(attempt, holder: "x", at: contents.now)
            return (trial.reserves ? .reserve : .look, .on)
        case .reserve:
            let leaving = try await store.reserve([artifact], for: attempt, at: contents.now)
            return leaving.isEmpty ? (.look, .on) : (.reserve, .waiting)
        case .look: return (contents.has(key) ? .report : .upload, .on)
        case .upload:
            contents.put(key)
            return (.report, .on)
        case .report:
            let outcome = AttemptReport.Outcome.succeeded(outputs: ["out": artifact])
            let report = AttemptReport(attempt: attempt, holder: "x", outcome: outcome)
            do {
                let isAccepted = try await store.report(report, at: contents.now)
                try trial.expect.equal(isAccepted, true, "the answer to a report")
            } catch let error as ApusError where error.code == .conflict && !trial.reserves {
                return (.look, .waiting)
            }
            return (.end, .decisive)
        case .end:
            _ = try await store.advance(run.id, to: .succeeded, reason: nil, at: contents.now)
            return (.over, .over)
        case .over: return (.over, .over)
        }
    }
}
