import ArgumentParser

struct PluginDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Forget a registered plugin that no component needs; its files stay.")

    @Argument(help: "The plugin's name.")
    var name: String
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        try confirmation.confirm("delete plugin '\(name)'")
        let session = try await Session.open()
        try await PluginRemoval(session: session).remove(name)
        Console.error.print("Deleted plugin '\(name)'.")
    }
}
