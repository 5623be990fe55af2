import ApusEngine
import ApusModel
import FoundationEssentials
import Testing

@Suite("Outputs of the cache that the store refuses")
struct TakeoverTests {
    private let run = Identifier<Run>(rawValue: "run")
    private let old = Identifier<Run>(rawValue: "old")

    /// An engine that has been told to take the step's outputs over from the cache.
    private func engine() throws -> (engine: RunEngine, seed: ContentDigest) {
        let seed = try #require(ContentDigest(String(repeating: "ab", count: 32)))
        let output = Artifact(digest: seed, size: 1, kind: .file)
        let step = PlannedStep(name: "a", command: .shell("true"), outputs: ["out"], cacheSeed: seed)
        var engine = try RunEngine(run: run, plan: RunPlan(pipeline: "p", stack: "s", steps: [step]))
        _ = engine.handle(.begin(at: .distantPast))
        let hit = StepRun(run: old, step: "a", status: .succeeded, outputs: ["out": output])
        let actions = engine.handle(.lookedUp(step: "a", key: seed, hit: hit))
        try #require(
            actions == [.settle(step: "a", .cached(key: seed, from: old, outputs: ["out": output]))], "\(actions)")
        return (engine, seed)
    }

    @Test func `let the step run, once`() throws {
        var (engine, key) = try engine()
        let launch = EngineAction.launch(Attempt.Key(run: run, step: "a", number: 1), inputs: [:], cacheKey: key)
        #expect(engine.handle(.takeoverRefused(step: "a")) == [launch])
        #expect(engine.handle(.takeoverRefused(step: "a")) == [])
    }

    @Test func `let the step be skipped when the run stops`() throws {
        var (engine, _) = try engine()
        #expect(engine.handle(.cancellationRequested) == [])
        let actions = engine.handle(.takeoverRefused(step: "a"))
        #expect(actions == [.settle(step: "a", .skipped(reason: "the run was stopped on request"))])
    }
}
