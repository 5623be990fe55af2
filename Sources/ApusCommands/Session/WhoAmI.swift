import ApusAPI
import ApusClient
import ApusModel
import ArgumentParser

struct WhoAmI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show whom the server in use takes you for.")

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let connection = try ServerConnection.inUse()
        let identity = try await connection.store.whoAmI()
        try output.render(identity, names: [identity.account.name]) {
            var details = Details()
            details.add("Account", identity.account.name)
            details.add("Kind", identity.account.kind.rawValue)
            details.add("Role", identity.account.role.rawValue)
            details.add("API key", identity.apiKey?.name)
            details.add("Key expires", identity.apiKey?.expiresAt.map(Timestamp.text))
            details.add("Logged in until", identity.login.map { Timestamp.text($0.expiresAt) })
            details.add("Server", connection.url)
            return details.lines(style: Console.output.style)
        }
    }
}
