import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ComponentUpdate<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "update", abstract: "Change options, labels, variables and secrets of a component.",
            discussion: "Options of the flavor are given as --OPTION=VALUE; what is not given stays as it is.")
    }

    @Argument(help: "The component's name.")
    var name: String
    @OptionGroup var extras: ExtrasChangeOptions
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Options of the flavor.", valueName: "--option=value"))
    var options: [String] = []

    func run() async throws {
        let change = ComponentChange(options: try OptionArguments.parse(options), extras: try extras.change())
        if change == ComponentChange() {
            throw ApusError(
                .invalidArgument, "nothing to change is given",
                hint: "apus \(Kind.type.commandName) update \(name) --OPTION=VALUE")
        }
        _ = try await Session.open().components.update(name, of: Kind.type, by: change)
        Console.error.print("Updated \(Kind.type) '\(name)'.")
    }
}
