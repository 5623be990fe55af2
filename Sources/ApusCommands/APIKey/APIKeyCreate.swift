import ApusAPI
import ApusClient
import ApusModel
import ArgumentParser
import FoundationEssentials

struct APIKeyCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make an API key, and print it once.")

    @Argument(help: "The new key's name.")
    var name: String
    @OptionGroup var owner: APIKeyOwner
    @Option(help: "After how many days it is refused; never without it.")
    var days: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let days, !(1...36_500).contains(days) { throw ValidationError("--days is \(days); it is 1 to 36500") }
    }

    func run() async throws {
        let name = try Name.validate(name, as: "API key")
        let store = try ServerConnection.inUse().store
        let account = try await owner.owner(at: store)
        let end = days.map { Date().addingTimeInterval(Double($0) * 86_400) }
        try output.render(try await store.makeAPIKey(named: name, for: account.id, expiresAt: end))
    }
}
