import ApusCore
import ApusHost
import ApusModel
import ArgumentParser

struct SecretDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show a secret, without its values.")

    @Argument(help: "The secret's name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let secret = try await Session.open().secrets.secret(named: name)
        try output.render(secret, names: [secret.name]) {
            var details = Details()
            details.add("Name", secret.name)
            details.add("Created", Timestamp.text(secret.createdAt))
            details.add("Updated", Timestamp.text(secret.updatedAt))
            for key in secret.keys { details.add("Value \(key)", SecretString.mask) }
            return details.lines(style: Console.output.style)
        }
    }
}
