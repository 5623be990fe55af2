import ApusClient
import ApusModel
import ArgumentParser

struct AccountDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete an account with its API keys and logins.",
        discussion: "What it made stays. The last admin cannot be deleted.")

    @Argument(help: "The account's name.")
    var name: String
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        let store = try ServerConnection.inUse().store
        let account = try await store.existingAccount(name)
        try confirmation.confirm("delete account '\(name)'")
        try await store.deleteAccount(account.id)
        Console.error.print("Deleted account '\(name)'.")
    }
}
