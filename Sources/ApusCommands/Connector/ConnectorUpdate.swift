import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct ConnectorUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change a connector, such as its credentials, once they are verified.",
        discussion: "Options that are not given stay as they are; '@FILE' reads the file.")

    @Argument(help: "The connector's name.")
    var name: String
    @Option(name: .customLong("name"), help: "A new name.")
    var newName: String?
    @Option(name: .shortAndLong, help: "Another authentication method; options that it has too stay.")
    var authMethod: String?
    @OptionGroup var common: ConnectorFields
    @Option(help: "An option to forget, or resource_id, description, expires_at; may be repeated.")
    var removeAttr: [String] = []
    @Flag(help: "Store it without contacting anything.")
    var noVerify = false
    @Argument(parsing: .allUnrecognized, help: ArgumentHelp("Options of the method.", valueName: "--option=value"))
    var options: [String] = []

    func run() async throws {
        let session = try await Session.open()
        let type = try session.registry.connectorType(await session.connectors.connector(named: name).type)
        var change = ConnectorService.Change()
        change.name = newName
        change.authMethod = authMethod
        change.resourceType = common.type
        change.resourceID = common.resourceID
        change.options = try ConnectorOptions.parse(options, of: type)
        change.removed = removeAttr
        change.labels = try Pairs.parse(common.label, as: "label")
        change.description = common.description
        change.expiresAt = try ConnectorEnd.parse(common.expiresAt)
        change.expirySkewTolerance = try ConnectorEnd.checkTolerance(common.expiresSkewTolerance)
        let outcome = try await session.connectors.update(name, change, verifying: !noVerify)
        Console.error.print("Updated service connector '\(outcome.connector.name)'.")
        ResourceTable(outcome.resources).print()
    }
}
