import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ComponentExplain<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "explain", abstract: "Say what components of this type are for.")
    }

    func run() async throws {
        let flavors = try await Session.open().registry.flavors.filter { $0.type == Kind.type }
        let table = Table(["FLAVOR", "WHAT IT IS"], rows: flavors.map { [$0.name, $0.summary] })
        Console.output.print([Kind.explanation, ""] + table.lines(style: Console.output.style))
    }
}
