import ApusHost
import ApusModel
import ArgumentParser

struct ComponentGet<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "get", abstract: "Print the name of the active stack's component.")
    }

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let component = try await Session.open().component(named: nil, of: Kind.type)
        try output.render(component, names: [component.name]) { [component.name] }
    }
}
