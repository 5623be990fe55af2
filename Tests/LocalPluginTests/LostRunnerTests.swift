import ApusCore
import ApusDriver
import ApusEngine
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import Logging
import SystemPackage
import Testing

@testable import LocalPlugin

@Suite("Lost runners", .timeLimit(.minutes(20)))
struct LostRunnerTests {
    @Test("a runner that is killed takes its command along, and the step is tried again")
    func killed() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [.shell("step", "if test $APUS_ATTEMPT = 1; then echo pid:$$; echo runner:$PPID; sleep 1000; fi")],
                in: folder)
            let launcher = LocalLauncher(
                store: run.store, program: BuildFolder.path.appending("apus-step"), home: folder,
                logger: Logger(label: "test")
            ) { run.take($0) }
            var policy = EnginePolicy()
            policy.infrastructureRetry.delay = 0
            policy.reportGrace = 0
            let driver = RunDriver(
                run: run.submitted.run.id, store: run.store, launcher: launcher, policy: policy,
                logger: Logger(label: "test"))
            async let ended = driver.drive()
            let command = try #require(await run.line(after: "pid:").flatMap { Int32($0) })
            let runner = try #require(await run.line(after: "runner:").flatMap { Int32($0) })
            kill(runner, SIGKILL)
            #expect(try await ended.status == .succeeded)
            try await waitForEnd(of: command)
            let attempts = try await run.step("step").attempts
            #expect(attempts.map(\.status) == [.failed, .succeeded])
            #expect(
                attempts.first?.failure
                    == AttemptFailure(.infrastructure, "apus-step was ended by SIGKILL", exitCode: 137))
        }
    }

    @Test("a driver that leaves ends its attempts, and another one goes on with the run")
    func replaced() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [.shell("step", "if test $APUS_ATTEMPT = 1; then echo pid:$$; sleep 1000; fi")], in: folder)
            var policy = EnginePolicy()
            policy.infrastructureRetry.delay = 0
            policy.reportGrace = 0
            let makeDriver: @Sendable () -> RunDriver = { [policy] in
                RunDriver(
                    run: run.submitted.run.id, store: run.store,
                    launcher: LocalLauncher(
                        store: run.store, program: BuildFolder.path.appending("apus-step"), home: folder,
                        logger: Logger(label: "test")
                    ) { run.take($0) }, policy: policy, logger: Logger(label: "test"))
            }
            let first = Task { try await makeDriver().drive() }
            let command = try #require(await run.line(after: "pid:").flatMap { Int32($0) })
            first.cancel()
            await #expect(throws: CancellationError.self) { try await first.value }
            try await waitForEnd(of: command)
            #expect(try await makeDriver().drive().status == .succeeded)
        }
    }

    @Test(
        "as the first process of a container, a runner collects what others left behind",
        .enabled(if: Container.isPossible, "needs the right to make namespaces"))
    func orphans() async throws {
        try await withScratchFolder { folder in
            let command = """
                (sleep 0.01 &)
                while grep -qs '(sleep)' /proc/[0-9]*/stat; do :; done
                echo parent:$PPID
                """
            let run = try await LocalRun([.shell("step", command)], in: folder)
            let program = try Container.program(in: folder, starting: BuildFolder.path.appending("apus-step"))
            let launcher = LocalLauncher(
                store: run.store, program: program, home: folder, logger: Logger(label: "test")
            ) { run.take($0) }
            let driver = RunDriver(
                run: run.submitted.run.id, store: run.store, launcher: launcher, logger: Logger(label: "test"))
            #expect(try await driver.drive().status == .succeeded)
            #expect(run.printed(by: "step") == ["parent:1"])
        }
    }
}
