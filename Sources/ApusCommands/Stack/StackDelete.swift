import ApusHost
import ApusModel
import ArgumentParser

struct StackDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a stack; its components stay.")

    @Argument(help: "The stack's name.")
    var name: String
    @Flag(name: .shortAndLong, help: "Delete its components too, but for those that other stacks have.")
    var recursive = false
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        try confirmation.confirm("delete stack '\(name)'\(recursive ? " with its components" : "")")
        let session = try await Session.open()
        if session.activeStack.name == name, name != Stack.defaultName {
            throw ApusError(.inUse, "stack '\(name)' is the active one", hint: "apus stack set default")
        }
        let removed = try await session.stacks.delete(name, withComponents: recursive)
        Console.error.print("Deleted stack '\(name)'.")
        for component in removed { Console.error.print("Deleted \(component.type) '\(component.name)'.") }
    }
}
