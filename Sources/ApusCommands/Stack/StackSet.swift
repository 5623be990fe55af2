import ApusHost
import ApusModel
import ArgumentParser

struct StackSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Make a stack the active one.",
        discussion: """
            Within a project (see 'apus init') it becomes the project's active stack, elsewhere the user's. What \
            would keep the stack from running pipelines is said now, and then nothing is changed.
            """)

    @Argument(help: "The stack's name.")
    var name: String
    @Flag(help: "Make it the user's active stack also within a project.")
    var global = false
    @OptionGroup var completeness: CompletenessOptions

    func run() async throws {
        let session = try await Session.open()
        let stack = try await session.stacks.stack(named: name)
        if completeness.allowIncomplete {
            CompletenessOptions.warn(await session.inspection.diagnostics(of: stack))
        } else {
            try await session.inspection.checkRunnable(stack)
        }
        try session.activate(stack.stack.name, forUser: global)
    }
}
