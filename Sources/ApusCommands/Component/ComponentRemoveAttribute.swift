import ApusHost
import ApusModel
import ArgumentParser

struct ComponentRemoveAttribute<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "remove-attribute", abstract: "Unset options and labels of a component.",
            discussion: "An option that is unset has its default again, as 'describe' shows it.")
    }

    @Argument(help: "The component's name.")
    var name: String
    @Argument(help: "Options to unset.")
    var options: [String] = []
    @Option(name: .shortAndLong, help: "A label to take away; may be repeated.")
    var label: [String] = []

    func run() async throws {
        let change = ComponentChange(
            removedOptions: options.map { String($0.drop { $0 == "-" }) }, extras: ExtrasChange(removedLabels: label))
        if change == ComponentChange() {
            throw ApusError(
                .invalidArgument, "nothing to unset is given",
                hint: "apus \(Kind.type.commandName) remove-attribute \(name) OPTION")
        }
        _ = try await Session.open().components.update(name, of: Kind.type, by: change)
        Console.error.print("Updated \(Kind.type) '\(name)'.")
    }
}
