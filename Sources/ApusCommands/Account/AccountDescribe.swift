import ApusClient
import ApusModel
import ArgumentParser

struct AccountDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show an account and its API keys.")

    @Argument(help: "The account's name.")
    var name: String
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        let account: Account
        let apiKeys: [APIKey]
    }

    func run() async throws {
        let store = try ServerConnection.inUse().store
        let account = try await store.existingAccount(name)
        let keys = try await store.apiKeys(of: account.id)
        try output.render(Report(account: account, apiKeys: keys), names: [account.name]) {
            var details = Details()
            details.add("Name", account.name)
            details.add("Kind", account.kind.rawValue)
            details.add("Role", account.role.rawValue)
            details.add("Disabled", account.isDisabled ? "yes" : "no")
            details.add("Created", Timestamp.text(account.createdAt))
            for key in keys { details.add("API key \(key.name)", key.lifeInWords) }
            return details.lines(style: Console.output.style)
        }
    }
}

extension APIKey {
    fileprivate var lifeInWords: String {
        let use = lastUsedAt.map { "last used \(Timestamp.text($0))" } ?? "never used"
        return expiresAt.map { "\(use), expires \(Timestamp.text($0))" } ?? use
    }
}
