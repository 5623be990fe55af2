import ApusHost
import ApusModel
import ArgumentParser

struct StackValidate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Say what keeps a stack from running pipelines, contacting nothing.",
        discussion: "Fails when something does. 'apus doctor' really tries every component.")

    @Argument(help: "The stack's name; the active stack without one.")
    var name: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let stack = try await session.stack(named: name)
        let found = await session.inspection.diagnostics(of: stack)
        try output.render(found, names: found.map(\.summary)) {
            if found.isEmpty { return ["Stack '\(stack.stack.name)' can run pipelines."] }
            return found.flatMap { diagnostic in
                ["\(diagnostic.severity.rawValue): \(diagnostic.summary)"]
                    + [diagnostic.reason.map { "  reason: \($0)" }, diagnostic.hint.map { "  hint:   \($0)" }]
                    .compactMap { $0 }
            }
        }
        let errors = found.count { $0.severity == .error }
        if errors > 0 {
            throw ApusError(
                .invalidConfiguration, "stack '\(stack.stack.name)' cannot run pipelines",
                reason: errors == 1 ? "1 error was found" : "\(errors) errors were found")
        }
    }
}
