import ApusCore
import ApusModel
import ApusPluginHost
import ArgumentParser

struct FlavorDescribe<Scope: FlavorScope>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "describe", abstract: "Show a flavor with the options that it takes.")
    }

    @Argument(help: "The flavor's name.")
    var name: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let flavor = try KnownFlavor.one(name, in: try await Session.open(), of: Scope.type)
        try output.render(flavor, names: [flavor.name]) {
            var details = Details()
            details.add("Name", flavor.name)
            details.add("Type", flavor.type.description)
            details.add("Summary", flavor.summary)
            details.add("Plugin", "\(flavor.plugin) (\(flavor.kind.rawValue))")
            details.add("Connector", flavor.connectorResource.map { "takes one that gives a \($0)" })
            return details.lines(style: Console.output.style) + optionLines(flavor)
        }
    }

    private func optionLines(_ flavor: KnownFlavor) -> [String] {
        if flavor.options.isEmpty { return ["", "It has no options."] }
        let rows = flavor.options.map { option in
            let preset = option.defaultValue.map { $0.stringValue ?? ((try? CanonicalJSON.text($0)) ?? "") }
            return [
                option.flag, option.isSecret ? "\(option.kind.name), secret" : option.kind.name,
                option.isRequired ? "required" : preset ?? "", option.help,
            ]
        }
        return [""] + Table(["OPTION", "KIND", "DEFAULT", "HELP"], rows: rows).lines(style: Console.output.style)
    }
}
