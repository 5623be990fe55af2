import ApusHost
import ApusModel
import ArgumentParser

/// How a run that repeats another one is waited for.
struct RepetitionOptions: ParsableArguments {
    @Flag(help: "Run every step that is not taken over, whatever the cache has.")
    var noCache = false
    @Flag(help: "Return once the run is submitted.")
    var asynchronous = false

    /// Submits the run and waits for its end, if that is wanted.
    /// - Throws: ``ApusError`` with `.runFailed` when the run did not succeed.
    func start(_ repetition: RunRepetition, in session: Session) async throws {
        let prepared = try await RunPreparation(session: session, stackName: nil)
            .prepare(repetition, mustGoOnAlone: asynchronous)
        let run = try await RunFollower(session: session).run(
            prepared, waiting: !asynchronous && prepared.isSynchronous)
        try run.checkSuccess()
    }
}
