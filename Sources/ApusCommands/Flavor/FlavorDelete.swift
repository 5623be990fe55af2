import ApusModel
import ApusPluginHost
import ArgumentParser

struct FlavorDelete<Scope: FlavorScope>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "delete", abstract: "Forget a registered flavor that no component has, and its plugin.")
    }

    @Argument(help: "The flavor's name.")
    var name: String
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        try confirmation.confirm("delete flavor '\(name)'")
        let session = try await Session.open()
        let flavor = try KnownFlavor.one(name, in: session, of: Scope.type)
        if flavor.kind == .bundled {
            throw ApusError(.rejected, "flavor '\(name)' cannot be deleted", reason: "it comes with Apus")
        }
        let plugin = KnownPlugin.all(in: session).first { $0.name == flavor.plugin }
        let others = (plugin?.flavors ?? []).filter { $0.name != flavor.name || $0.type != flavor.type }
        if let plugin, others.count + plugin.connectorTypes.count > 0 {
            throw ApusError(
                .inUse, "flavor '\(name)' cannot be deleted alone",
                reason: "its plugin '\(plugin.name)' also supplies "
                    + (others.map(\.name) + plugin.connectorTypes).joined(separator: ", "),
                hint: "to delete all of them: apus plugin delete \(plugin.name)")
        }
        try await PluginRemoval(session: session).remove(flavor.plugin)
        Console.error.print("Deleted \(flavor.type) flavor '\(name)' and its plugin '\(flavor.plugin)'.")
    }
}
