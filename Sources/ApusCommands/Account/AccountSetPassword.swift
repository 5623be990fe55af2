import ApusAPI
import ApusClient
import ApusModel
import ArgumentParser

struct AccountSetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-password", abstract: "Give an account a new password; all of its logins end.",
        discussion: "Without a name it is your own, and the one until now is asked for first.")

    @Argument(help: "The account's name.")
    var name: String?
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    func validate() throws {
        if passwordStdin, name == nil { throw ValidationError("--password-stdin needs the name of an account") }
    }

    func run() async throws {
        let store = try ServerConnection.inUse().store
        let account: Account
        if let name {
            account = try await store.existingAccount(name)
            try await store.setPassword(new(for: account), of: account.id)
        } else {
            account = try await store.whoAmI().account
            let current = try SecretInput.password("current password", fromStandardInput: false)
            try await store.changePassword(to: new(for: account), from: current)
        }
        Console.error.print("Account '\(account.name)' has a new password; its logins have ended.")
    }

    private func new(for account: Account) throws(ApusError) -> SecretString {
        try SecretInput.password(
            "new password of account '\(account.name)'", fromStandardInput: passwordStdin, isNew: true)
    }
}
