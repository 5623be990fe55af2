import ApusHost
import ArgumentParser

struct ConnectorDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a connector that no component is bound to.")

    @Argument(help: "The connector's name.")
    var name: String
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        try confirmation.confirm("delete service connector '\(name)'")
        try await Session.open().connectors.delete(name)
        Console.error.print("Deleted service connector '\(name)'.")
    }
}
