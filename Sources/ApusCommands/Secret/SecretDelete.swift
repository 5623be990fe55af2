import ApusHost
import ApusModel
import ArgumentParser

struct SecretDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a secret that no component and no stack names.")

    @Argument(help: "The secret's name.")
    var name: String
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        try confirmation.confirm("delete secret '\(name)'")
        try await Session.open().secrets.delete(name)
        Console.error.print("Deleted secret '\(name)'.")
    }
}
