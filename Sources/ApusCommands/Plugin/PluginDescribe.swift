import ApusModel
import ApusPluginHost
import ArgumentParser

struct PluginDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show what a plugin supplies and where it is.")

    @Argument(help: "The plugin's name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let session = try await Session.open()
        let plugins = KnownPlugin.all(in: session)
        guard let plugin = plugins.first(where: { $0.name == name }) else {
            let names = plugins.map(\.name)
            throw ApusError(
                .notFound, "there is no plugin '\(name)'", reason: "there are \(names.joined(separator: ", "))",
                hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" } ?? "apus plugin list")
        }
        try output.render(plugin, names: [plugin.name]) {
            var details = Details()
            details.add("Name", plugin.name)
            details.add("Version", plugin.version)
            details.add("Kind", plugin.kind.rawValue)
            details.add("Summary", plugin.summary)
            details.add("State", plugin.problem ?? "usable")
            details.add("Program", plugin.path)
            details.add("Digest", plugin.digest?.description)
            details.add("Registered", plugin.registeredAt.map { Timestamp.text($0) })
            for flavor in plugin.flavors { details.add("Flavor", "\(flavor.name) (\(flavor.type))") }
            for type in plugin.connectorTypes { details.add("Connector type", type) }
            return details.lines(style: Console.output.style)
        }
    }
}
