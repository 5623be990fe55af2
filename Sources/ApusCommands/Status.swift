import ApusHost
import ApusModel
import ArgumentParser
import SystemPackage

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show which store and stack are in use, and who chose them.")

    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        let home: String
        let store: String
        let project: String?
        let stack: String
        let stackChosenBy: String
        let orchestrator: String?
    }

    func run() async throws {
        let session = try await Session.open()
        let active = session.activeStack
        let stack = try await session.stacks.stack(active: active)
        let report = Report(
            home: session.home.path.string, store: session.state.server ?? session.home.database.string,
            project: session.project?.folder.folder.string, stack: active.name,
            stackChosenBy: active.source.rawValue, orchestrator: stack.component(.orchestrator)?.name)
        try output.render(report, names: [active.name]) {
            var details = Details()
            details.add("Home", report.home)
            details.add("Store", report.store)
            details.add("Project", report.project)
            details.add("Active stack", "\(report.stack) (chosen by \(active.origin))")
            details.add("Orchestrator", report.orchestrator)
            return details.lines(style: Console.output.style)
        }
    }
}
