import ApusHost
import ApusModel
import ArgumentParser

struct SecretCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Store a new secret.",
        discussion:
            "Values on a command line are seen by whoever lists processes; --KEY=@FILE and --from keep them out.")

    @Argument(help: "The new secret's name.")
    var name: String
    @OptionGroup var values: SecretValueArguments

    func run() async throws {
        let values = try values.parse()
        let secret = try await Session.open().secrets.create(name, values: values)
        Console.error.print("Created secret '\(secret.name)' with \(secret.keys.joined(separator: ", ")).")
    }
}
