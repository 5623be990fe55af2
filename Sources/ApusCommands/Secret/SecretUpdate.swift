import ApusHost
import ApusModel
import ArgumentParser

struct SecretUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Set values of a secret, or take some away; the rest stays.")

    @Argument(help: "The secret's name.")
    var name: String
    @Option(help: "A key whose value goes; may be repeated.")
    var removeKey: [String] = []
    @OptionGroup var values: SecretValueArguments

    func run() async throws {
        let values = try values.parse()
        if values.isEmpty, removeKey.isEmpty {
            throw ApusError(
                .invalidArgument, "nothing to change is given", hint: "apus secret update \(name) --KEY=VALUE")
        }
        let secret = try await Session.open().secrets.update(name, values: values, removing: removeKey)
        Console.error.print("Updated secret '\(secret.name)'; it has \(secret.keys.joined(separator: ", ")).")
    }
}
