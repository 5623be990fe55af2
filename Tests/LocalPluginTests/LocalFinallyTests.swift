import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import LocalPlugin
import Testing

/// Row 38 of the table of faults, with real processes.
@Suite("Finally steps of a local run", .timeLimit(.minutes(20)))
struct LocalFinallyTests {
    private static let look = #"echo "told:$APUS_RUN_STATUS|$APUS_RUN_REASON" | tee "$APUS_OUTPUT_TOLD""#

    private static func handler() -> PlannedStep { .shell("handler", look, role: .finally, outputs: ["told"]) }

    @Test(arguments: [
        ("true", RunStatus.succeeded, "told:succeeded|"),
        ("exit 3", .failed, "told:failed|step 'main' failed: the command ended with exit code 3"),
        ("kill -9 $$", .failed, "told:failed|step 'main' failed: the command was ended by SIGKILL"),
    ])
    func `row 38: a finally step runs once, is told how the main part ended, and the result is that one's`(
        command: String, status: RunStatus, told: String
    ) async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun([.shell("main", command), Self.handler()], in: folder)
            let ended = try await run.follow()
            #expect(ended.status == status)
            #expect(ended.reason == ended.mainOutcome?.reason)
            let step = try await run.step("handler")
            #expect(step.attempts.map(\.status) == [.succeeded])
            let artifact = try #require(step.outputs["told"])
            let text = String(decoding: try await run.artifacts.data(at: artifact.key), as: UTF8.self)
            #expect(text == told + "\n")
        }
    }

    @Test func `row 38: a finally step of a run that is cancelled runs once, and the run stays cancelled`() async throws
    {
        try await withScratchFolder { folder in
            let run = try await LocalRun([.shell("main", "echo ready; sleep 1000"), Self.handler()], in: folder)
            async let ended = run.follow()
            #expect(await run.line(after: "ready") == "")
            try await run.orchestrator.cancel(run.submitted)
            #expect(try await ended.status == .cancelled)
            #expect(run.printed(by: "handler") == ["told:cancelled|the run was stopped on request"])
            #expect(try await run.step("main").status == .cancelled)
            #expect(try await run.step("handler").attempts.map(\.status) == [.succeeded])
        }
    }

    @Test func `row 38: a run of which all time is used up still has its finally steps`() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun([.shell("main", "sleep 1000"), Self.handler()], in: folder, timeLimit: 0.5)
            #expect(try await run.follow().status == .failed)
            #expect(run.printed(by: "handler") == ["told:failed|the run took longer than its limit of 0.5 s"])
        }
    }

    @Test func `a request to stop changes nothing for a finally step, and force ends it for good`() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [
                    .shell("main", "true"),
                    .shell("handler", "echo ready; sleep 1000", role: .finally, retry: RetryPolicy(maximumRetries: 5)),
                ], in: folder)
            let following = Task { try await run.follow() }
            #expect(await run.line(after: "ready") == "")
            try await run.orchestrator.cancel(run.submitted)
            #expect(try await run.store.run(run.submitted.run.id)?.status == .running)
            following.cancel()
            let ended = try await following.value
            #expect(ended.reason == "finally step 'handler' failed: the run was stopped by force")
            #expect(try await run.step("handler").attempts.count == 1)
        }
    }
}
