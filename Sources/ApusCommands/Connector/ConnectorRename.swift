import ApusHost
import ApusModel
import ArgumentParser

struct ConnectorRename: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a connector another name; what is bound to it stays bound.")

    @Argument(help: "The connector's name.")
    var name: String
    @Argument(help: "The new name.")
    var newName: String

    func run() async throws {
        let connector = try await Session.open().connectors.rename(name, to: newName)
        Console.error.print("Renamed service connector '\(name)' to '\(connector.name)'.")
    }
}
