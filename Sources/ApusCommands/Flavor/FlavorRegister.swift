import ApusBundled
import ApusCore
import ApusHost
import ApusModel
import ApusPluginHost
import ApusWire
import ArgumentParser
import SystemPackage

struct FlavorRegister<Scope: FlavorScope>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "register", abstract: "Register the flavors of a plugin.",
            discussion: """
                PATH is a program, or a folder with a plugin.json. The plugin is started once to say what it \
                supplies; from then on nothing but exactly this program is started.
                """)
    }

    @Argument(help: "The plugin: a program, or a folder with a plugin.json.")
    var path: String
    @Flag(help: "Take it in the place of another plugin, or another version, of the same name.")
    var replace = false

    func run() async throws {
        let session = try await Session.open()
        let plugin = try await session.plugins.install(
            PluginSource(FilePath(path)), in: PluginFolder(path: session.home.plugins), beside: BundledPlugins.all,
            supplying: Scope.type, replacing: replace)
        for flavor in plugin.description.flavors {
            Console.error.print(
                "Registered \(flavor.type) flavor '\(flavor.name)' of plugin '\(plugin.manifest.name)'.")
        }
        for type in plugin.description.connectorTypes {
            Console.error.print("Registered service connector type '\(type.name)' of plugin '\(plugin.manifest.name)'.")
        }
    }
}
