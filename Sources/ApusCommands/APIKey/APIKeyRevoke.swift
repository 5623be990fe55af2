import ApusClient
import ApusModel
import ArgumentParser

struct APIKeyRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Delete a key: it is refused from then on.")

    @Argument(help: "The key's name.")
    var name: String
    @OptionGroup var owner: APIKeyOwner
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        let store = try ServerConnection.inUse().store
        let key = try await owner.key(named: name, at: store)
        try confirmation.confirm("revoke API key '\(name)'")
        try await store.deleteAPIKey(key.id)
        Console.error.print("Revoked API key '\(name)'.")
    }
}
