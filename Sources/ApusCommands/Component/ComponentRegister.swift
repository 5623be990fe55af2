import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ComponentRegister<Kind: ComponentKind>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "register", abstract: "Register a component of this type.",
            discussion: """
                Options of the flavor are given as --OPTION=VALUE. '@FILE' as a value reads the file, and \
                '{{SECRET.KEY}}' refers to a value of a stored secret.
                """)
    }

    @Argument(help: "The new component's name.")
    var name: String
    @Option(name: .shortAndLong, help: "The flavor to make it of.")
    var flavor: String
    @Option(name: .shortAndLong, help: "A service connector to reach it through.")
    var connector: String?
    @Option(name: .shortAndLong, help: "Which of the connector's resources.")
    var resourceID: String?
    @OptionGroup var extras: ExtrasOptions
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Options of the flavor.", valueName: "--option=value"))
    var options: [String] = []

    func run() async throws {
        let session = try await Session.open()
        let component = try await session.components.register(
            name, of: Kind.type, flavor: flavor, options: OptionArguments.parse(options), connector: connector,
            resource: resourceID, extras: extras.extras())
        Console.error.print("Registered \(Kind.type) '\(component.name)' of flavor '\(component.flavor)'.")
    }
}
