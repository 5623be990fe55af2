import ApusHost
import ArgumentParser

struct ComponentCopy<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "copy", abstract: "Register another component that differs in its name only.",
            discussion: "Secrets, labels, variables and the service connector go along.")
    }

    @Argument(help: "The component's name.")
    var name: String
    @Argument(help: "The name of the copy.")
    var newName: String

    func run() async throws {
        _ = try await Session.open().components.copy(name, of: Kind.type, to: newName)
        Console.error.print("Copied \(Kind.type) '\(name)' to '\(newName)'.")
    }
}
