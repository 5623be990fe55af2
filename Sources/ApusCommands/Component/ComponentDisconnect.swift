import ApusHost
import ApusModel
import ArgumentParser

struct ComponentDisconnect<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "disconnect", abstract: "Let a component no longer use its service connector.")
    }

    @Argument(help: "The component's name.")
    var name: String

    func run() async throws {
        _ = try await Session.open().components.disconnect(name, of: Kind.type)
        Console.error.print("\(Kind.type.description.capitalizedFirst) '\(name)' uses no service connector.")
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
