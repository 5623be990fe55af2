import ApusHost
import ApusModel
import ArgumentParser

struct StackRemoveComponent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove-component", abstract: "Take components out of a stack; they stay registered.",
        discussion: "A stack needs an orchestrator and an artifact store; another one is put in by 'stack update'.")

    @Argument(help: "The stack's name; the active stack without one.")
    var name: String?
    @Flag(name: [.short, .long, .customLong("container_registry")], help: "Take the container registry out.")
    var containerRegistry = false
    @OptionGroup var completeness: CompletenessOptions

    func run() async throws {
        let session = try await Session.open()
        let name = try await session.stack(named: name).stack.name
        if !containerRegistry {
            throw ApusError(
                .invalidArgument, "no component to take out is given",
                hint: "apus stack remove-component \(name) --container-registry")
        }
        let (stack, warnings) = try await session.stacks.update(
            name, by: StackChange(removedTypes: [.containerRegistry]), inspection: session.inspection,
            completeness.strictness)
        CompletenessOptions.warn(warnings)
        Console.error.print("Updated stack '\(stack.stack.name)'.")
    }
}
