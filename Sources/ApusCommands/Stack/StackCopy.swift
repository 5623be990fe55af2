import ApusHost
import ArgumentParser

struct StackCopy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Register another stack of the same components.",
        discussion: "Labels, variables and secrets go along.")

    @Argument(help: "The stack's name.")
    var name: String
    @Argument(help: "The name of the copy.")
    var newName: String

    func run() async throws {
        _ = try await Session.open().stacks.copy(name, to: newName)
        Console.error.print("Copied stack '\(name)' to '\(newName)'.")
    }
}
