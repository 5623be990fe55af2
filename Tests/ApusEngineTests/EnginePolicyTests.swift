import ApusEngine
import ApusModel
import FoundationEssentials
import Testing

@Suite("The policy of an engine")
struct EnginePolicyTests {
    private let run = Identifier<Run>(rawValue: "run")

    private func engine(_ steps: [PlannedStep], _ policy: EnginePolicy) throws -> RunEngine {
        try RunEngine(run: run, plan: RunPlan(pipeline: "p", stack: "s", steps: steps), policy: policy)
    }

    private func key(_ step: String, _ number: Int = 1) -> Attempt.Key {
        Attempt.Key(run: run, step: step, number: number)
    }

    @Test("keeps a gap between launches")
    func launchGap() throws {
        let steps = ["a", "b", "c"].map { PlannedStep(name: $0, command: .shell("true")) }
        var engine = try engine(steps, EnginePolicy(launchGap: 1.5))
        let gap = EngineAction.startTimer(.launchGap, seconds: 1.5)
        let launches = ["a", "b", "c"].map { EngineAction.launch(key($0), inputs: [:], cacheKey: nil) }
        #expect(engine.handle(.begin(at: .distantPast)) == [gap, launches[0]])
        #expect(engine.handle(.gone(key("z"))) == [])
        #expect(engine.handle(.timerFired(.launchGap)) == [gap, launches[1]])
        #expect(engine.handle(.timerFired(.launchGap)) == [gap, launches[2]])
        #expect(engine.handle(.timerFired(.launchGap)) == [])
    }

    @Test("launches at once what was ready before the gap was over, and nothing after the run was stopped")
    func stoppedGap() throws {
        let steps = ["a", "b"].map { PlannedStep(name: $0, command: .shell("true")) }
        var engine = try engine(steps, EnginePolicy(launchGap: 1))
        _ = engine.handle(.begin(at: .distantPast))
        _ = engine.handle(.cancellationRequested)
        #expect(engine.handle(.timerFired(.launchGap)) == [])
    }

    @Test("takes nothing from the cache, and keeps its keys", arguments: [true, false])
    func caching(takesCached: Bool) throws {
        let digest = try #require(ContentDigest(String(repeating: "a", count: 64)))
        let step = PlannedStep(name: "a", command: .shell("true"), cacheSeed: digest)
        var engine = try engine([step], EnginePolicy(takesCached: takesCached))
        #expect(engine.handle(.begin(at: .distantPast)) == [.lookUp(step: "a", seed: digest, inputs: [:])])
        let hit = StepRun(run: Identifier(rawValue: "earlier"), step: "a", status: .succeeded)
        let actions = engine.handle(.lookedUp(step: "a", key: digest, hit: hit))
        #expect(
            actions == [
                takesCached
                    ? .settle(step: "a", .cached(key: digest, from: hit.run, outputs: [:]))
                    : .launch(key("a"), inputs: [:], cacheKey: digest)
            ])
    }

    @Test("tries each step again after losses as its own policy says")
    func stepRetries() throws {
        let steps = ["a", "b"].map { PlannedStep(name: $0, command: .shell("true")) }
        let policy = EnginePolicy(
            infrastructureRetry: InfrastructureRetryPolicy(maximumRetries: 0),
            stepRetries: ["b": InfrastructureRetryPolicy(maximumRetries: 1, delay: 7)])
        var engine = try engine(steps, policy)
        _ = engine.handle(.begin(at: .distantPast))
        let lost = AttemptFailure(.infrastructure, "lost")
        for step in ["a", "b"] {
            _ = engine.handle(.gone(key(step)))
            let attempt = Attempt(number: 1, status: .failed, launchedAt: .distantPast, failure: lost)
            let actions = engine.handle(
                .step(StepRun(run: run, step: step, status: .launching, attempts: [attempt])))
            let expected: EngineAction =
                step == "a"
                ? .settle(step: "a", .failed(reason: "lost")) : .startTimer(.launch(key("b", 2)), seconds: 7)
            #expect(actions == [expected])
        }
    }
}
