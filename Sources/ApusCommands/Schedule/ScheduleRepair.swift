import ApusModel
import ArgumentParser

struct ScheduleRepair: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair", abstract: "Compare the stored schedules with what orchestrators have, and mend it.",
        discussion: """
            What a cluster lacks or has otherwise is put there again; what it has of this server's schedules that are \
            no more is deleted. Schedules of other servers are left alone.
            """)

    @Flag(help: "Only say what differs.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let outcome = try await ScheduleReconciliation(session: Session.open()).run(mending: !dryRun)
        for (orchestrator, error) in outcome.failures {
            Console.error.report(["orchestrator '\(orchestrator)': \(error.summary)"])
        }
        let lines = outcome.differences.map(\.text)
        try output.render(outcome.differences, names: lines) { lines }
        guard let (_, first) = outcome.failures.first else {
            if lines.isEmpty { Console.error.print("Both sides agree.") }
            return
        }
        throw ApusError(
            first.code, "\(outcome.failures.count) of \(outcome.places) orchestrators could not be compared",
            reason: first.summary, hint: "apus doctor", cause: first)
    }
}
