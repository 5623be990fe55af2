import ApusModel
import FoundationEssentials
import Testing

@testable import KubernetesDriver

@Suite("Remarks about steps")
struct StepRemarkTests {
    struct Case: Sendable {
        let step: StepRun
        let kind: StepRemark.Kind?
        var says: String?
    }

    private static let run = Identifier<Run>(rawValue: "r")

    private static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

    private static func step(_ status: StepStatus, reason: String? = nil, _ attempts: [Attempt] = []) -> StepRun {
        StepRun(
            run: run, step: "train", status: status, reason: reason, attempts: attempts, startedAt: at(10),
            endedAt: status.isFinal ? at(22) : nil)
    }

    private static func failed(_ number: Int) -> Attempt {
        Attempt(
            number: number, status: .failed, launchedAt: at(1), endedAt: at(9),
            failure: AttemptFailure(.infrastructure, "the pod was deleted"))
    }

    static let cases = [
        Case(
            step: step(.succeeded, [Attempt(number: 1, status: .succeeded, launchedAt: at(1))]), kind: .succeeded,
            says: "step 'train' succeeded after 12 s"),
        Case(
            step: step(.succeeded, [failed(1), Attempt(number: 2, status: .succeeded, launchedAt: at(1))]),
            kind: .succeeded, says: "step 'train' succeeded in attempt 2 after 12 s"),
        Case(
            step: step(.failed, reason: "out of memory", [failed(1)]), kind: .failed,
            says: "step 'train' failed: out of memory"),
        Case(step: step(.failed, [failed(1)]), kind: .failed, says: "step 'train' failed: the pod was deleted"),
        Case(
            step: step(.cached), kind: .cached,
            says: "step 'train' did not run: its outputs are those of an earlier run"),
        Case(
            step: step(.skipped, reason: "step 'load' failed"), kind: .skipped,
            says: "step 'train' did not run: step 'load' failed"),
        Case(
            step: step(.cancelled, reason: "on request"), kind: .cancelled, says: "step 'train' was stopped: on request"
        ),
        Case(
            step: step(.launching, [failed(1), Attempt(number: 2, launchedAt: at(19))]), kind: .retried,
            says: "step 'train' is tried again, in attempt 2: the pod was deleted"),
        Case(step: step(.launching, [Attempt(number: 1, launchedAt: at(1))]), kind: nil),
        Case(
            step: step(.running, [failed(1), Attempt(number: 2, status: .claimed, launchedAt: at(19))]), kind: nil),
        Case(step: step(.pending, [failed(1)]), kind: nil), Case(step: step(.pending), kind: nil),
    ]

    @Test("are made of their ends and new tries", arguments: cases)
    func remarks(_ item: Case) {
        let remark = StepRemark(item.step)
        #expect(remark?.kind == item.kind)
        #expect(remark?.text == item.says)
    }

    @Test("are told one by one, and in one where there are many of a kind")
    func gathering() {
        let many = (1...26).map { index in
            StepRemark(
                .succeeded, Attempt.Key(run: Self.run, step: "s\(index)", number: 1), "s\(index)", at: Self.at(1))
        }
        let failures = (1...2).map { index in
            StepRemark(.failed, Attempt.Key(run: Self.run, step: "f\(index)", number: 1), "f\(index)", at: Self.at(1))
        }
        #expect(
            StepRemark.gathered(many + failures).map(\.text)
                == ["26 steps succeeded: 's1', 's2', 's3' and 23 others", "f1", "f2"])
        #expect(StepRemark.gathered(Array(many.prefix(25))).count == 25)
        #expect(StepRemark.gathered([]).isEmpty)
    }
}
