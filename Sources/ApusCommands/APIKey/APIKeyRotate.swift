import ApusAPI
import ApusClient
import ApusModel
import ArgumentParser

struct APIKeyRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Make a key anew, and print it once; the old one is refused from then on.",
        discussion: "A key that expires does so again after as many days as before.")

    @Argument(help: "The key's name.")
    var name: String
    @OptionGroup var owner: APIKeyOwner
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let store = try ServerConnection.inUse().store
        let key = try await owner.key(named: name, at: store)
        try output.render(try await store.rotateAPIKey(key.id))
    }
}
