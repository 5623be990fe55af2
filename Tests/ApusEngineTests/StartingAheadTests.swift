import ApusEngine
import ApusModel
import FoundationEssentials
import Testing

@Suite("Steps that are started ahead")
struct StartingAheadTests {
    private let run = Identifier<Run>(rawValue: "run")

    private func engine(
        _ steps: [(name: String, upstream: [String])], levels: Int, maxParallelism: Int? = nil, gap: Double = 0,
        retries: Int = 0, live: [Attempt.Key] = []
    ) throws -> RunEngine {
        let planned = steps.map { name, upstream in
            PlannedStep(
                name: name, command: .shell("true"), upstream: upstream, retry: RetryPolicy(maximumRetries: retries))
        }
        let plan = RunPlan(pipeline: "p", stack: "s", maxParallelism: maxParallelism, steps: planned)
        return try RunEngine(
            run: run, plan: plan, policy: EnginePolicy(launchGap: gap, prestartedLevels: levels), liveAttempts: live)
    }

    private func key(_ step: String, _ number: Int = 1) -> Attempt.Key {
        Attempt.Key(run: run, step: step, number: number)
    }

    private func launch(_ step: String, _ number: Int = 1) -> EngineAction {
        .launch(key(step, number), inputs: [:], cacheKey: nil)
    }

    private func ended(_ step: String, _ status: StepStatus = .succeeded) -> EngineEvent {
        .step(StepRun(run: run, step: step, status: status))
    }

    private static let chain = [("a", [String]()), ("b", ["a"]), ("c", ["b"]), ("d", ["c"])]

    @Test(arguments: [(0, [String]()), (1, ["b"]), (2, ["b", "c"]), (9, ["b", "c", "d"])])
    func `are as many levels as the policy says`(levels: Int, ahead: [String]) throws {
        var engine = try engine(Self.chain, levels: levels)
        #expect(
            engine.handle(.begin(at: .distantPast)) == [launch("a")] + ahead.map { EngineAction.prestart(key($0)) })
    }

    @Test func `are launched under the same number when their turn comes, and the next level is started`() throws {
        var engine = try engine(Self.chain, levels: 1)
        _ = engine.handle(.begin(at: .distantPast))
        #expect(engine.handle(ended("a")) == [.stop(key("a")), launch("b"), .prestart(key("c"))])
    }

    @Test func `wait until every step before them is under way`() throws {
        let steps = [("a", [String]()), ("b", ["a"]), ("c", []), ("d", ["b", "c"])]
        var engine = try engine(steps, levels: 1)
        #expect(engine.handle(.begin(at: .distantPast)) == [launch("a"), launch("c"), .prestart(key("b"))])
        #expect(engine.handle(ended("a")) == [.stop(key("a")), launch("b"), .prestart(key("d"))])
    }

    @Test func `are stopped when they are not wanted after all`() throws {
        var engine = try engine(Self.chain, levels: 1)
        _ = engine.handle(.begin(at: .distantPast))
        let settled = engine.handle(ended("a", .failed))
        #expect(settled.contains(.settle(step: "b", .skipped(reason: "step 'a' failed"))))
        #expect(engine.handle(ended("b", .skipped)) == [.stop(key("b"))])
    }

    @Test func `take slots, but never one that a step whose turn it is waits for`() throws {
        let steps = [("a", [String]()), ("b", ["a"]), ("x", []), ("z", ["x"])]
        var engine = try engine(steps, levels: 1, maxParallelism: 3)
        #expect(engine.handle(.begin(at: .distantPast)) == [launch("a"), launch("x"), .prestart(key("b"))])
        #expect(engine.handle(ended("x")) == [.stop(key("x")), .stop(key("b"))])
        #expect(engine.handle(.gone(key("b"))) == [launch("z")])
        #expect(engine.handle(.gone(key("x"))) == [])
    }

    @Test func `are stopped before a step that they wait for is tried again, and come back with the next number`()
        throws
    {
        var engine = try engine(Self.chain, levels: 1, retries: 1)
        _ = engine.handle(.begin(at: .distantPast))
        let failure = AttemptFailure(.command, "exit code 1", exitCode: 1)
        let failed = Attempt(number: 1, status: .failed, launchedAt: .distantPast, failure: failure)
        #expect(
            engine.handle(.step(StepRun(run: run, step: "a", status: .pending, attempts: [failed]))) == [
                .stop(key("b")), launch("a", 2), .prestart(key("b", 2)),
            ])
    }

    @Test func `that the infrastructure lost come back under another number`() throws {
        var engine = try engine(Self.chain, levels: 1)
        _ = engine.handle(.begin(at: .distantPast))
        #expect(engine.handle(.gone(key("b"))) == [])
        #expect(engine.handle(ended("a")) == [.stop(key("a")), launch("b", 2), .prestart(key("c"))])
    }

    @Test(arguments: [0, 1])
    func `are stopped by the next driver, which cannot know whether they were before, and get another number`(
        levels: Int
    ) throws {
        var engine = try engine(Self.chain, levels: levels, live: [key("b", 2)])
        let ahead: [EngineAction] = levels == 0 ? [] : [.prestart(key("b", 3))]
        #expect(engine.handle(.begin(at: .distantPast)) == [.stop(key("b", 2)), launch("a")] + ahead)
        #expect(engine.handle(.gone(key("b", 2))) == [])
        #expect(engine.handle(ended("a")).prefix(2) == [.stop(key("a")), launch("b", 3)])
    }

    @Test func `do not come where launches keep a gap`() throws {
        var engine = try engine(Self.chain, levels: 1, gap: 1)
        let actions = engine.handle(.begin(at: .distantPast))
        #expect(!actions.contains { if case .prestart = $0 { true } else { false } })
    }
}
