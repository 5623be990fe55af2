import ApusHost
import ApusModel
import ArgumentParser

struct StackDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show a stack, its components, and what keeps it from running.")

    @Argument(help: "The stack's name; the active stack without one.")
    var name: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let stack = try await session.stack(named: name)
        try output.render(stack, names: [stack.stack.name]) {
            var details = Details()
            details.add("Name", stack.stack.name)
            details.add("Active", stack.stack.name == session.activeStack.name ? "yes" : "no")
            details.add("Created", Timestamp.text(stack.stack.createdAt))
            details.add(
                labels: stack.stack.labels, environment: stack.stack.environment, secrets: stack.stack.secrets)
            let table = Table(
                ["TYPE", "NAME", "FLAVOR"], rows: stack.components.map { [$0.type.description, $0.name, $0.flavor] })
            let style = Console.output.style
            return details.lines(style: style) + [""] + table.lines(style: style)
        }
        CompletenessOptions.warn(await session.inspection.diagnostics(of: stack))
    }
}
