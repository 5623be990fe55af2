import ApusCore
import ApusHost
import ApusModel
import ApusPluginHost

/// Takes a registered plugin away, with all that it supplies.
struct PluginRemoval {
    let session: Session

    /// - Throws: ``ApusError`` with `.inUse` while components or service connectors need it, `.rejected` for a bundled
    ///   plugin, `.notFound`.
    func remove(_ name: String) async throws {
        if let plugin = KnownPlugin.all(in: session).first(where: { $0.name == name }) {
            if plugin.kind == .bundled {
                throw ApusError(.rejected, "plugin '\(name)' cannot be deleted", reason: "it comes with Apus")
            }
            if plugin.problem == nil { try await checkUnused(plugin) }
        }
        try PluginFolder(path: session.home.plugins).remove(name)
    }

    private func checkUnused(_ plugin: KnownPlugin) async throws {
        for flavor in plugin.flavors {
            let users = try await session.store.components(of: flavor.type).filter { $0.flavor == flavor.name }
            if let first = users.first {
                throw ApusError(
                    .inUse, "\(flavor.type) flavor '\(flavor.name)' is in use",
                    reason: "it is the flavor of \(users.map { "'\($0.name)'" }.joined(separator: ", "))",
                    hint: "apus \(flavor.type.commandName) delete \(first.name)")
            }
        }
        let users = try await session.store.connectors().filter { plugin.connectorTypes.contains($0.type) }
        if let first = users.first {
            throw ApusError(
                .inUse, "service connector type '\(first.type)' is in use",
                reason: "it is the type of \(users.map { "'\($0.name)'" }.joined(separator: ", "))",
                hint: "apus service-connector delete \(first.name)")
        }
    }
}
