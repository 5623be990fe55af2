import ApusHost
import ApusModel
import ApusPipelineFile
import ArgumentParser
import FoundationEssentials

struct StackImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make a stack and its components be as a file says.",
        discussion: """
            What is there and differs is changed, what is missing is made, all else is left alone; doing it again \
            changes nothing. Connectors and secrets that the file names have to exist.
            """)

    @Argument(help: "The file, as 'apus stack export' writes it; - for standard input.")
    var file: String
    @Option(help: "Another name for the stack than the file's.")
    var name: String?
    @Flag(help: "Only say what would be done.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var document = try StackDocument(json: YAMLText.read(file))
        if let name { document.name = name }
        let session = try await Session.open()
        let plan = try await session.transfer.plan(document)
        if !dryRun { _ = try await session.transfer.apply(plan) }
        try output.render(plan.entries, names: plan.entries.map(\.subject)) {
            plan.entries.flatMap { entry in
                ["\(Self.word(for: entry.action, dryRun)) \(entry.subject)"] + entry.changes.map { "  \($0)" }
            }
        }
        if !dryRun {
            CompletenessOptions.warn(
                await session.inspection.diagnostics(of: try await session.stacks.stack(named: document.name)))
        }
    }

    private static func word(for action: ImportPlan.Entry.Action, _ isPlanned: Bool) -> String {
        switch action {
        case .create: isPlanned ? "would create" : "created"
        case .change: isPlanned ? "would change" : "changed"
        case .keep: "unchanged"
        }
    }
}
