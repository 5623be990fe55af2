import ApusEngine
import ApusModel
import FoundationEssentials
import Testing

@Suite("Limits of time")
struct TimeLimitTests {
    private let run = Identifier<Run>(rawValue: "run")
    private let start = Date(timeIntervalSince1970: 1_000_000)

    private func engine(
        _ steps: [PlannedStep], limit: Double? = nil, failureMode: FailureMode = .continueOnFailure,
        restoring: [StepRun] = [], live: [Attempt.Key] = []
    ) throws -> RunEngine {
        let plan = RunPlan(pipeline: "p", stack: "s", failureMode: failureMode, timeLimit: limit, steps: steps)
        return try RunEngine(run: run, plan: plan, restoring: restoring, liveAttempts: live, startedAt: start)
    }

    private func step(_ name: String, limit: Double? = nil, retries: Int = 0) -> PlannedStep {
        PlannedStep(
            name: name, command: .shell("true"), retry: RetryPolicy(maximumRetries: retries), timeLimit: limit)
    }

    private func key(_ step: String, _ number: Int = 1) -> Attempt.Key {
        Attempt.Key(run: run, step: step, number: number)
    }

    private func state(_ step: String, _ status: Attempt.Status, failure: AttemptFailure? = nil) -> StepRun {
        StepRun(
            run: run, step: step, status: status == .claimed ? .running : .launching,
            attempts: [
                Attempt(number: 1, status: status, launchedAt: start, claimedAt: start + 10, failure: failure)
            ])
    }

    @Test func `the time of a step begins when a runner holds it, and is measured once`() throws {
        var engine = try engine([step("a", limit: 60)])
        _ = engine.handle(.begin(at: start))
        #expect(engine.handle(.step(state("a", .launched))) == [])
        let timer = EngineAction.startTimer(.stepLimit(key("a")), seconds: 60)
        #expect(engine.handle(.step(state("a", .claimed))) == [timer])
        #expect(engine.handle(.step(state("a", .claimed))) == [])
    }

    @Test func `a step that takes too long is lost before it is stopped, and uses up a retry of its own`() throws {
        var engine = try engine([step("a", limit: 1.5, retries: 1)])
        _ = engine.handle(.begin(at: start))
        _ = engine.handle(.step(state("a", .claimed)))
        let failure = AttemptFailure(.command, "the step took longer than its limit of 1.5 s")
        #expect(engine.handle(.timerFired(.stepLimit(key("a")))) == [.lose(key("a"), failure)])
        #expect(engine.handle(.timerFired(.stepLimit(key("a")))) == [])
        #expect(
            engine.handle(.step(state("a", .failed, failure: failure))) == [
                .stop(key("a")), .launch(key("a", 2), inputs: [:], cacheKey: nil),
            ])
    }

    @Test func `a driver that takes over stops what the one before it could not`() throws {
        let failure = AttemptFailure(.command, "the step took longer than its limit of 60 s")
        var engine = try engine(
            [step("a", limit: 60)], restoring: [state("a", .failed, failure: failure)], live: [key("a")])
        #expect(engine.handle(.begin(at: start)).first == .stop(key("a")))
    }

    @Test func `an attempt that ended in time is not stopped by its timer`() throws {
        var engine = try engine([step("a", limit: 60)])
        _ = engine.handle(.begin(at: start))
        _ = engine.handle(.step(state("a", .claimed)))
        _ = engine.handle(.ended(key("a"), nil))
        #expect(engine.handle(.timerFired(.stepLimit(key("a")))) == [])
    }

    @Test(arguments: [(15.0, 55.0), (69.0, 1.0), (500, nil)])
    func `a driver that takes over counts the time that went by`(elapsed: Double, rest: Double?) throws {
        var engine = try engine(
            [step("a", limit: 60)], restoring: [state("a", .claimed)], live: [key("a")])
        let actions = engine.handle(.begin(at: start + elapsed))
        if let rest {
            #expect(actions == [.startTimer(.stepLimit(key("a")), seconds: rest)])
        } else {
            let failure = AttemptFailure(.command, "the step took longer than its limit of 60 s")
            #expect(actions == [.lose(key("a"), failure)])
        }
    }

    @Test func `a run that takes too long stops what runs, starts nothing, and has failed by that`() throws {
        var engine = try engine([step("a"), step("b")], limit: 100)
        #expect(engine.handle(.begin(at: start + 40)).first == .startTimer(.runLimit, seconds: 60))
        _ = engine.handle(.step(state("a", .claimed)))
        #expect(engine.handle(.timerFired(.runLimit)) == [.stop(key("a")), .stop(key("b"))])
        let reason = "the run took longer than its limit of 100 s"
        let stopped = AttemptFailure(.infrastructure, "the attempt was asked to stop by SIGTERM")
        for name in ["a", "b"] {
            #expect(
                engine.handle(.step(state(name, .failed, failure: stopped))) == [
                    .settle(step: name, .cancelled(reason: reason))
                ])
        }
        _ = engine.handle(.step(StepRun(run: run, step: "a", status: .cancelled, reason: reason)))
        #expect(
            engine.handle(.step(StepRun(run: run, step: "b", status: .cancelled, reason: reason))) == [
                .finish(RunOutcome(.failed, reason: reason))
            ])
    }

    @Test func `a run whose time was over before its driver came starts nothing`() throws {
        var engine = try engine([step("a")], limit: 100)
        let reason = "the run took longer than its limit of 100 s"
        #expect(engine.handle(.begin(at: start + 100)) == [.settle(step: "a", .skipped(reason: reason))])
    }

    @Test func `a limit stops what a failure left running, and a cancellation comes before it`() throws {
        var engine = try engine([step("a"), step("b")], limit: 100, failureMode: .stopOnFailure)
        _ = engine.handle(.begin(at: start))
        _ = engine.handle(.step(StepRun(run: run, step: "a", status: .failed)))
        #expect(engine.handle(.timerFired(.runLimit)) == [.stop(key("b"))])
        #expect(engine.handle(.cancellationRequested) == [])
        let end = engine.handle(.step(StepRun(run: run, step: "b", status: .cancelled)))
        #expect(
            end == [.stop(key("b")), .finish(RunOutcome(.cancelled, reason: "the run was stopped on request"))])
    }
}
