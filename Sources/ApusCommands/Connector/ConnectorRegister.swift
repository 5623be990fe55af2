import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ConnectorRegister: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Verify and store access to infrastructure.",
        discussion: """
            Options of the authentication method are given as --OPTION=VALUE; '@FILE' reads the file. \
            'apus service-connector describe-type TYPE' shows them.
            """)

    @Argument(help: "The new connector's name.")
    var name: String
    @Option(name: .shortAndLong, help: "The connector type, such as kubernetes.")
    var type: String?
    @Option(name: .shortAndLong, help: "The authentication method, such as token.")
    var authMethod: String?
    @OptionGroup var common: ConnectorFields
    @Flag(help: "Use the credentials that this machine's user has for kubectl or docker.")
    var autoConfigure = false
    @Flag(name: .shortAndLong, help: "Ask for what is missing; needs a terminal.")
    var interactive = false
    @Flag(help: "Store it without contacting anything.")
    var noVerify = false
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Options of the method.", valueName: "--option=value"))
    var options: [String] = []

    func run() async throws {
        let session = try await Session.open()
        let dialog = interactive ? try Dialog.required() : nil
        guard
            let typeName = try type
                ?? dialog?.choose("connector type", among: session.registry.connectorTypes.map(\.name))
        else {
            throw ApusError(
                .invalidArgument, "the connector type is not given",
                reason: "there are \(session.registry.connectorTypes.map(\.name).joined(separator: ", "))",
                hint: "add --type TYPE")
        }
        let connectorType = try session.registry.connectorType(typeName)
        var wanted = ConnectorService.Registration(
            name: name, type: connectorType.name, authMethod: authMethod, resourceType: common.type,
            resourceID: common.resourceID, options: try ConnectorOptions.parse(options, of: connectorType),
            labels: try Pairs.parse(common.label, as: "label"))
        wanted.description = common.description
        wanted.expiresAt = try ConnectorEnd.parse(common.expiresAt)
        wanted.expirySkewTolerance = try ConnectorEnd.checkTolerance(common.expiresSkewTolerance)
        if autoConfigure {
            let found = try await session.connectors.findCredentials(for: wanted)
            Console.error.print("Found \(found.origin).")
            wanted.found = found
        }
        if let dialog, !autoConfigure { try ConnectorDialog(dialog: dialog).complete(&wanted, of: connectorType) }
        let outcome = try await session.connectors.register(wanted, verifying: !noVerify)
        Console.error.print("Registered service connector '\(outcome.connector.name)'.")
        ResourceTable(outcome.resources).print()
    }
}
