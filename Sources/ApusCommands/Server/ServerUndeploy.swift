import ApusHosting
import ApusModel
import ArgumentParser

struct ServerUndeploy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undeploy", abstract: "Remove the server of 'apus server deploy' from a cluster.",
        discussion: """
            Its data stay on their volume, with the Secret of the first password, and the next 'apus server deploy' \
            there goes on with them. With --delete-data they go too, and with them the namespace, if deploy made it \
            and nothing else is in it: then nothing is left.
            """)

    @OptionGroup var place: ServerPlaceOptions
    @Flag(help: "Remove the database and the keys too, for good.")
    var deleteData = false
    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { try place.check() }

    func run() async throws {
        if deleteData {
            try confirmation.confirm("delete the server in namespace '\(place.namespace)' with all of its data")
        }
        let result = try await place.host().undeploy(from: place.namespace, deletesData: deleteData)
        try output.render(result, names: result.removed) {
            result.removed.map { "removed  \($0)" } + result.kept.map { "kept     \($0)" }
        }
        if !deleteData { Console.error.print("To remove the data too: add --delete-data") }
    }
}
