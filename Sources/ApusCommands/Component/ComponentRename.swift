import ApusHost
import ArgumentParser

struct ComponentRename<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rename", abstract: "Give a component another name; stacks that have it keep it.")
    }

    @Argument(help: "The component's name.")
    var name: String
    @Argument(help: "Its new name.")
    var newName: String

    func run() async throws {
        _ = try await Session.open().components.rename(name, of: Kind.type, to: newName)
        Console.error.print("Renamed \(Kind.type) '\(name)' to '\(newName)'.")
    }
}
