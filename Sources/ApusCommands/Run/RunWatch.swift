import ApusCore
import ApusModel
import ArgumentParser

struct RunWatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Follow the steps of a run until its end.",
        discussion: "The exit code is 0 when the run succeeded and 10 when it failed or was cancelled.")

    @OptionGroup var reference: RunReference

    func run() async throws {
        let session = try await Session.open()
        let run = try await reference.find(in: session)
        var progress = ProgressText(style: Console.error.style)
        for try await event in session.store.events(of: run.id, after: 0) {
            Console.error.print(progress.lines(for: event))
        }
        let ended = try await session.store.run(run.id) ?? run
        Console.error.print("Run \(ended.name) \(ended.status.rawValue). See: apus run describe \(ended.name)")
        try ended.checkSuccess()
    }
}
