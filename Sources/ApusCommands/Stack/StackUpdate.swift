import ApusHost
import ApusModel
import ArgumentParser

struct StackUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change components, labels, variables and secrets of a stack.",
        discussion: "What would keep the stack from running pipelines is said now, and then nothing is changed.")

    @Argument(help: "The stack's name; the active stack without one.")
    var name: String?
    @OptionGroup var members: StackMembers
    @OptionGroup var extras: ExtrasChangeOptions
    @OptionGroup var completeness: CompletenessOptions

    func run() async throws {
        let session = try await Session.open()
        let name = try await session.stack(named: name).stack.name
        let change = StackChange(components: members.names, extras: try extras.change())
        if change == StackChange() {
            throw ApusError(
                .invalidArgument, "nothing to change is given", hint: "apus stack update \(name) --orchestrator NAME")
        }
        let (stack, warnings) = try await session.stacks.update(
            name, by: change, inspection: session.inspection, completeness.strictness)
        CompletenessOptions.warn(warnings)
        Console.error.print("Updated stack '\(stack.stack.name)'.")
    }
}
