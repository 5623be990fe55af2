import ArgumentParser

struct PluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin", abstract: "Plugins: what supplies flavors and connector types.",
        subcommands: [PluginList.self, PluginDescribe.self, PluginDelete.self])
}
