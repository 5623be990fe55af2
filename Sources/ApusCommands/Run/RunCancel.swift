import ApusCore
import ApusModel
import ArgumentParser
import FoundationEssentials

struct RunCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ask a run to stop.",
        discussion: "Steps under way are stopped, the others are skipped, and finally steps run to their end.")

    @OptionGroup var reference: RunReference

    func run() async throws {
        let session = try await Session.open()
        let run = try await reference.find(in: session)
        if run.status.isFinal {
            Console.error.print("Run '\(run.name)' is over already: \(run.status.rawValue).")
        } else if run.mainOutcome != nil {
            Console.error.print("Run '\(run.name)' has only finally steps left. They run to their end.")
        } else {
            try await session.store.requestCancellation(of: run.id, at: Date())
            Console.error.print("Asked run '\(run.name)' to stop. See: apus run describe \(run.name)")
        }
    }
}
