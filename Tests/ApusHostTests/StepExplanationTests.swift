import ApusHost
import ApusModel
import FoundationEssentials
import Testing

@Suite("Explaining a step")
struct StepExplanationTests {
    private static let moment = Date(timeIntervalSince1970: 1_000_000)
    private static let key = "at 1970-01-12T13:46:40.000Z"

    struct Case: Sendable {
        let run: RunStatus
        let upstream: StepStatus
        let step: StepRun
        let says: String
        let isLive: Bool
    }

    private static func step(_ status: StepStatus, _ attempts: [Attempt] = [], reason: String? = nil) -> StepRun {
        StepRun(run: Identifier(rawValue: "r"), step: "b", status: status, reason: reason, attempts: attempts)
    }

    private static func attempt(_ number: Int, _ status: Attempt.Status, _ failure: AttemptFailure? = nil) -> Attempt {
        Attempt(number: number, status: status, holder: "pod-1", launchedAt: moment, failure: failure)
    }

    private static let lost = attempt(1, .failed, AttemptFailure(.infrastructure, "the pod was evicted"))

    static let cases = [
        Case(
            run: .running, upstream: .running, step: step(.pending), says: "waits for 'a', which is running.",
            isLive: false),
        Case(run: .failed, upstream: .failed, step: step(.pending), says: "the run failed first", isLive: false),
        Case(
            run: .initializing, upstream: .succeeded, step: step(.pending), says: "to be taken up by its orchestrator",
            isLive: false),
        Case(
            run: .running, upstream: .cached, step: step(.pending, [lost]),
            says: "waits for its next attempt. Attempt 1 failed (infrastructure): the pod was evicted.", isLive: false),
        Case(
            run: .running, upstream: .succeeded, step: step(.launching, [attempt(1, .launched)]),
            says: "was handed to the infrastructure \(key) and has not begun.", isLive: true),
        Case(
            run: .running, upstream: .succeeded, step: step(.running, [lost, attempt(2, .claimed)]),
            says: "runs, by pod-1. Attempt 1 failed", isLive: true),
        Case(
            run: .failed, upstream: .succeeded,
            step: step(.failed, [lost, attempt(2, .failed)], reason: "exit code 3"),
            says: "failed in attempt 2: exit code 3. Attempt 1 failed (infrastructure)", isLive: false),
        Case(
            run: .failed, upstream: .failed, step: step(.skipped, reason: "step 'a' failed"),
            says: "did not run: step 'a' failed.", isLive: false),
        Case(
            run: .cancelled, upstream: .succeeded, step: step(.cancelled), says: "was stopped: that was asked for.",
            isLive: false),
    ]

    @Test("says what it waits for, how it ended, and what became of its attempts", arguments: cases)
    func explains(example: Case) {
        let run = Run(
            id: Identifier(rawValue: "r"), name: "r", pipeline: "p", stack: "s", status: example.run,
            createdAt: Self.moment)
        let plan = RunPlan(
            pipeline: "p", stack: "s",
            steps: [
                PlannedStep(name: "a", command: .shell("true")),
                PlannedStep(name: "b", command: .shell("true"), upstream: ["a"]),
            ])
        let first = StepRun(run: run.id, step: "a", status: example.upstream)
        let explanation = StepExplanation(of: example.step, in: run, plan: plan, steps: [first, example.step])
        #expect(explanation.text.contains(example.says), "\(explanation.text)")
        #expect((explanation.liveAttempt != nil) == example.isLive)
    }

    @Test("says that a finally step waits for the main steps, and only for them, also when the run is being stopped")
    func finally() {
        let run = Run(name: "r", pipeline: "p", stack: "s", status: .stopping, createdAt: Self.moment)
        let plan = RunPlan(
            pipeline: "p", stack: "s",
            steps: ["a", "b", "f"].map {
                PlannedStep(name: $0, role: $0 == "f" ? .finally : .main, command: .shell("true"))
            })
        let waiting = StepRun(run: run.id, step: "f")
        let cases: [([StepStatus], String)] = [
            ([.running, .pending], "waits for the main steps to end: 2 of them are not over."),
            ([.failed, .running], "waits for the main steps to end: 1 of them is not over."),
            ([.cancelled, .skipped], "is about to begin."),
        ]
        for (statuses, says) in cases {
            let steps = zip(["a", "b"], statuses).map { StepRun(run: run.id, step: $0, status: $1) } + [waiting]
            let text = StepExplanation(of: waiting, in: run, plan: plan, steps: steps).text
            #expect(text == "Step 'f' \(says)")
        }
    }

    @Test("says that there is no place where as many steps run as may")
    func noPlace() {
        let run = Run(name: "r", pipeline: "p", stack: "s", status: .running, createdAt: Self.moment)
        let plan = RunPlan(
            pipeline: "p", stack: "s", maxParallelism: 1,
            steps: ["a", "b"].map { PlannedStep(name: $0, command: .shell("true")) })
        let steps = [StepRun(run: run.id, step: "a", status: .running), StepRun(run: run.id, step: "b")]
        let text = StepExplanation(of: steps[1], in: run, plan: plan, steps: steps).text
        #expect(text == "Step 'b' waits for a place: 1 steps run, and at most 1 may at once.")
    }
}
