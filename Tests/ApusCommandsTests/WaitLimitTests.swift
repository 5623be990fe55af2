import ApusModel
import Testing

@testable import ApusCommands

@Suite("The wait for a run")
struct WaitLimitTests {
    /// Sleeps end at once.
    private struct PassingClock: Clock {
        let now = ContinuousClock.now
        let minimumResolution = Duration.nanoseconds(1)
        func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
            try Task.checkCancellation()
        }
    }

    @Test("ends after its time, with the run's name and an exit code of its own")
    func ends() async throws {
        let limit = WaitLimit(seconds: 5, clock: PassingClock())
        let error = await #expect(throws: ApusError.self) {
            try await limit.holding("digits-1") { await StandingClock.never() }
        }
        #expect(error?.code == .waitTimedOut)
        #expect(error?.summary == "run 'digits-1' is not over after 5 s, and goes on")
        #expect(ExitStatus(.waitTimedOut).rawValue == 11)
    }

    @Test("ends with the run when that is over in time, or is waited for without a limit", arguments: [nil, 5])
    func inTime(seconds: Int?) async throws {
        let limit = WaitLimit(seconds: seconds, clock: StandingClock())
        #expect(try await limit.holding("digits-1") { 7 } == 7)
        await #expect(throws: ApusError(.unavailable, "away")) {
            try await limit.holding("digits-1") { () async throws -> Int in throw ApusError(.unavailable, "away") }
        }
    }
}
