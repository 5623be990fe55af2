import ApusCore
import ApusModel
import ApusRunner
import ArgumentParser

struct RunDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Forget a run that is over, and delete its logs.",
        discussion: """
            Artifacts stay until 'apus prune' deletes those that no other run has; the cache no longer knows the run's \
            steps.
            """)

    @Argument(help: "The run's name, identity, or the beginning of either.")
    var run: String
    @Flag(help: "Leave the logs where they are, in an artifact store that cannot be reached, say.")
    var keepLogs = false
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        let session = try await Session.open()
        let run = try await RunReference.find(run, in: session)
        if !run.status.isFinal { throw ApusError.notOver(run) }
        try confirmation.confirm("delete run '\(run.name)'\(keepLogs ? "" : " and its logs")")
        if !keepLogs {
            do {
                try await StepLogs(store: try await RunArtifacts(run, session).store()).delete(of: run.id)
            } catch let error as ApusError {
                throw ApusError(
                    error.code, "the logs of run '\(run.name)' cannot be deleted", reason: "\(error)",
                    hint: "apus run delete \(run.name) --keep-logs", cause: error)
            }
        }
        try await session.store.deleteRun(run.id)
        Console.error.print("Deleted run '\(run.name)'.")
    }
}
