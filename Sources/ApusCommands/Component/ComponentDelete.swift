import ApusHost
import ArgumentParser

struct ComponentDelete<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "delete", abstract: "Delete a component that no stack has.")
    }

    @Argument(help: "The component's name.")
    var name: String
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        try confirmation.confirm("delete \(Kind.type) '\(name)'")
        let session = try await Session.open()
        try await session.components.delete(name, of: Kind.type)
        Console.error.print("Deleted \(Kind.type) '\(name)'.")
    }
}
