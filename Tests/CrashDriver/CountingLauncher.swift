import ApusDriver
import ApusModel

/// Counts what is asked of a launcher, and what it says.
struct CountingLauncher: StepLauncher {
    let launcher: any StepLauncher
    let countdown: Countdown

    func adopt() async throws -> [Attempt.Key] { try await countdown.around { try await launcher.adopt() } }

    func launch(_ attempt: Attempt.Key, of step: PlannedStep) async throws {
        try await countdown.around { try await launcher.launch(attempt, of: step) }
    }

    func stop(_ attempt: Attempt.Key) async throws -> StopAnswer {
        try await countdown.around { try await launcher.stop(attempt) }
    }

    func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        try await launcher.observe { observation in
            countdown.pass()
            deliver(observation)
            countdown.pass()
        }
    }
}
