import ApusCore
import ApusGraph
import ApusModel
import ArgumentParser

struct RunGraph: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draw the steps of a run, how far each is, and what waits for what.",
        discussion: GraphViewOptions.discussion)

    @OptionGroup var reference: RunReference
    @OptionGroup var view: GraphViewOptions

    func run() async throws {
        let session = try await Session.open()
        let run = try await reference.find(in: session)
        let statuses = try await session.store.steps(of: run.id).map { ($0.step, $0.status) }
        try view.show(
            GraphStep.steps(of: await session.store.plan(of: run.id)),
            statuses: Dictionary(statuses) { first, _ in first })
    }
}
