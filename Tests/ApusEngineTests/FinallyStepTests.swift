import ApusEngine
import ApusModel
import FoundationEssentials
import Testing

@Suite("Finally steps")
struct FinallyStepTests {
    private let run = Identifier<Run>(rawValue: "run")
    private let start = Date(timeIntervalSince1970: 1_000_000)

    private func main(_ name: String, after upstream: [String] = []) -> PlannedStep {
        PlannedStep(name: name, command: .shell("true"), outputs: ["x"], upstream: upstream)
    }

    private func finally(_ name: String, after upstream: [String] = [], takes: [String] = []) -> PlannedStep {
        let inputs = takes.map { ($0, OutputReference(step: $0, output: "x")) }
        return PlannedStep(
            name: name, role: .finally, command: .shell("true"), inputs: Dictionary(uniqueKeysWithValues: inputs),
            upstream: (upstream + takes).sorted())
    }

    private func engine(
        _ steps: [PlannedStep], failureMode: FailureMode = .continueOnFailure, limit: Double? = nil,
        policy: EnginePolicy = EnginePolicy(), restoring: [StepRun] = [], live: [Attempt.Key] = [],
        isCancelled: Bool = false, mainOutcome: RunOutcome? = nil
    ) throws -> RunEngine {
        let plan = RunPlan(pipeline: "p", stack: "s", failureMode: failureMode, timeLimit: limit, steps: steps)
        return try RunEngine(
            run: run, plan: plan, policy: policy, restoring: restoring, liveAttempts: live, startedAt: start,
            isCancelled: isCancelled, mainOutcome: mainOutcome)
    }

    private func key(_ step: String, _ number: Int = 1) -> Attempt.Key {
        Attempt.Key(run: run, step: step, number: number)
    }

    private func launch(_ step: String, _ number: Int = 1) -> EngineAction {
        .launch(key(step, number), inputs: [:], cacheKey: nil)
    }

    private func step(_ name: String, _ status: StepStatus, reason: String? = nil) -> StepRun {
        StepRun(run: run, step: name, status: status, reason: reason)
    }

    private static let succeeded = RunOutcome(.succeeded)
    private static let failed = RunOutcome(.failed, reason: "step 'a' failed: exit code 3")
    private static let cancelled = RunOutcome(.cancelled, reason: "the run was stopped on request")

    @Test(arguments: [
        (StepStatus.succeeded, nil, succeeded), (.cached, nil, succeeded), (.failed, "exit code 3", failed),
    ])
    func `run once the store knows how the main part ended, and not before`(
        status: StepStatus, reason: String?, outcome: RunOutcome
    ) throws {
        var engine = try engine([main("a"), finally("f"), finally("g", after: ["f"])])
        #expect(engine.handle(.begin(at: start)) == [launch("a")])
        #expect(engine.handle(.gone(key("a"))) == [.startTimer(.report(key("a")), seconds: 2)])
        #expect(engine.handle(.step(step("a", status, reason: reason))) == [.conclude(outcome)])
        #expect(engine.handle(.gone(key("z"))) == [])
        #expect(engine.handle(.concluded(outcome)) == [launch("f")])
        #expect(engine.handle(.concluded(outcome)) == [])
        #expect(engine.handle(.step(step("f", .succeeded))) == [.stop(key("f")), launch("g")])
        #expect(engine.handle(.step(step("g", .succeeded))) == [.stop(key("g")), .finish(outcome)])
    }

    @Test(arguments: FailureMode.allCases)
    func `run after a failure, whatever it keeps from running`(mode: FailureMode) throws {
        var engine = try engine([main("a"), main("b", after: ["a"]), finally("f")], failureMode: mode)
        _ = engine.handle(.begin(at: start))
        _ = engine.handle(.step(step("a", .failed, reason: "exit code 3")))
        #expect(engine.handle(.step(step("b", .skipped))) == [.conclude(Self.failed)])
        #expect(engine.handle(.concluded(Self.failed)) == [launch("f")])
    }

    @Test func `run after a cancellation, also when nothing had begun`() throws {
        var engine = try engine([main("a"), finally("f")], isCancelled: true)
        let reason = "the run was stopped on request"
        #expect(engine.handle(.begin(at: start)) == [.settle(step: "a", .skipped(reason: reason))])
        #expect(engine.handle(.step(step("a", .skipped, reason: reason))) == [.conclude(Self.cancelled)])
        #expect(engine.handle(.concluded(Self.cancelled)) == [launch("f")])
        #expect(engine.handle(.step(step("f", .failed))) == [.stop(key("f")), .finish(Self.cancelled)])
    }

    @Test func `run after the run's time limit, which does not hold for them`() throws {
        var engine = try engine([main("a"), finally("f")], limit: 60)
        _ = engine.handle(.begin(at: start))
        #expect(engine.handle(.timerFired(.runLimit)) == [.stop(key("a"))])
        let outcome = RunOutcome(.failed, reason: "the run took longer than its limit of 60 s")
        _ = engine.handle(.gone(key("a")))
        #expect(engine.handle(.step(step("a", .cancelled))) == [.conclude(outcome)])
        #expect(engine.handle(.concluded(outcome)) == [launch("f")])
        #expect(engine.handle(.timerFired(.runLimit)) == [])
        #expect(engine.handle(.step(step("f", .succeeded))) == [.stop(key("f")), .finish(outcome)])
    }

    @Test func `are not stopped by a cancellation that comes while they run`() throws {
        var engine = try engine([main("a"), finally("f")])
        _ = engine.handle(.begin(at: start))
        _ = engine.handle(.step(step("a", .succeeded)))
        #expect(engine.handle(.cancellationRequested) == [])
        #expect(engine.handle(.concluded(Self.succeeded)) == [launch("f")])
        #expect(engine.handle(.cancellationRequested) == [])
        #expect(engine.handle(.step(step("f", .succeeded))) == [.stop(key("f")), .finish(Self.succeeded)])
    }

    @Test func `follow what the store kept, when another driver was faster`() throws {
        var engine = try engine([main("a"), finally("f")])
        _ = engine.handle(.begin(at: start))
        #expect(
            engine.handle(.step(step("a", .failed, reason: "exit code 3"))) == [
                .stop(key("a")), .conclude(Self.failed),
            ])
        #expect(engine.handle(.step(step("f", .succeeded))) == [])
        #expect(engine.handle(.concluded(Self.cancelled)) == [.finish(Self.cancelled)])
    }

    @Test(arguments: [
        (succeeded, RunOutcome(.failed, reason: "finally step 'f' failed: no mail")), (failed, failed),
        (cancelled, cancelled),
    ])
    func `that fail turn a success into a failure, and nothing else`(main: RunOutcome, end: RunOutcome) throws {
        var engine = try engine(
            [self.main("a"), finally("f"), finally("g")], failureMode: .failFast,
            restoring: [step("a", main.status == .succeeded ? .succeeded : .failed, reason: "exit code 3")],
            mainOutcome: main)
        #expect(engine.handle(.begin(at: start)) == [launch("f"), launch("g")])
        #expect(engine.handle(.step(step("f", .failed, reason: "no mail"))) == [.stop(key("f"))])
        #expect(engine.handle(.step(step("g", .succeeded))) == [.stop(key("g")), .finish(end)])
    }

    @Test func `that take an output that is missing are skipped, and others run`() throws {
        var engine = try engine([main("a"), finally("f", takes: ["a"]), finally("g", after: ["f"]), finally("h")])
        _ = engine.handle(.begin(at: start))
        _ = engine.handle(.gone(key("a")))
        let reason = "step 'a' failed"
        #expect(
            engine.handle(.step(step("a", .failed, reason: "exit code 3"))) == [
                .settle(step: "f", .skipped(reason: reason)), .settle(step: "g", .skipped(reason: reason)),
                .conclude(Self.failed),
            ])
        #expect(engine.handle(.concluded(Self.failed)) == [launch("h")])
    }

    @Test func `are not started ahead before the main part is over`() throws {
        let policy = EnginePolicy(prestartedLevels: 3)
        var engine = try engine([main("a"), finally("f", takes: ["a"]), finally("g", after: ["f"])], policy: policy)
        #expect(engine.handle(.begin(at: start)) == [launch("a")])
        _ = engine.handle(.gone(key("a")))
        var done = step("a", .succeeded)
        let content = try #require(ContentDigest(String(repeating: "a", count: 64)))
        done.outputs = ["x": Artifact(digest: content, size: 1, kind: .file)]
        #expect(engine.handle(.step(done)) == [.conclude(Self.succeeded)])
        #expect(
            engine.handle(.concluded(Self.succeeded)) == [
                .launch(key("f"), inputs: ["a": Artifact(digest: content, size: 1, kind: .file)], cacheKey: nil),
                .prestart(key("g")),
            ])
    }

    @Test func `keep the gap between launches`() throws {
        var engine = try engine(
            [main("a"), finally("f")], policy: EnginePolicy(launchGap: 1), restoring: [step("a", .failed)],
            mainOutcome: Self.failed)
        let gap = EngineAction.startTimer(.launchGap, seconds: 1)
        #expect(engine.handle(.begin(at: start)) == [gap, launch("f")])
    }

    @Test func `go on where another driver left them, and are not stopped by what stopped the main part`() throws {
        let claimed = StepRun(
            run: run, step: "f", status: .running, attempts: [Attempt(number: 1, status: .claimed, launchedAt: start)])
        let lost = StepRun(
            run: run, step: "g",
            attempts: [
                Attempt(
                    number: 1, status: .failed, launchedAt: start, endedAt: start,
                    failure: AttemptFailure(.infrastructure, "the node is gone"))
            ])
        var engine = try engine(
            [main("a"), finally("f"), finally("g")], limit: 10,
            policy: EnginePolicy(infrastructureRetry: InfrastructureRetryPolicy(delay: 0)),
            restoring: [step("a", .cancelled), claimed, lost], live: [key("f")], isCancelled: true,
            mainOutcome: Self.cancelled)
        #expect(engine.handle(.begin(at: start + 60)) == [launch("g", 2)])
    }

    @Test func `are proposed again by a driver that comes before the store knows`() throws {
        var engine = try engine(
            [main("a"), finally("f")], restoring: [step("a", .failed, reason: "exit code 3")])
        #expect(engine.handle(.begin(at: start)) == [.conclude(Self.failed)])
    }

    @Test func `cannot be waited for by main steps`() {
        let error = #expect(throws: ApusError.self) {
            try engine([finally("f"), main("a", after: ["f"])])
        }
        #expect(error?.reason == "step 'a' waits for the finally step 'f'")
    }
}
