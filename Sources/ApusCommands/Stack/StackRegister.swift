import ApusHost
import ApusModel
import ArgumentParser

struct StackRegister: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Register a stack of existing components.",
        discussion: "What would keep the stack from running pipelines is said now, and then nothing is stored.")

    @Argument(help: "The new stack's name.")
    var name: String
    @OptionGroup var members: StackMembers
    @OptionGroup var extras: ExtrasOptions
    @OptionGroup var completeness: CompletenessOptions
    @Flag(help: "Make it the active stack.")
    var set = false

    func run() async throws {
        let session = try await Session.open()
        let (stack, warnings) = try await session.stacks.register(
            name, components: members.names, extras: extras.extras(), inspection: session.inspection,
            completeness.strictness)
        CompletenessOptions.warn(warnings)
        Console.error.print("Registered stack '\(stack.stack.name)'.")
        if set { try session.activate(name) }
    }
}
