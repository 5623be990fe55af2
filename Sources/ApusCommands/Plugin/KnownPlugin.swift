import ApusBundled
import ApusCore
import ApusHost
import ApusModel
import ApusPluginHost
import ApusWire
import FoundationEssentials

/// A plugin of any kind, as listings show it.
struct KnownPlugin: Encodable {
    struct Supply: Encodable, Hashable {
        let type: ComponentType
        let name: String
    }

    let name: String
    let version: String
    let kind: PluginKind
    let summary: String
    let flavors: [Supply]
    let connectorTypes: [String]
    /// The program or library of a registered plugin, with what is known of it.
    let path: String?
    let digest: ContentDigest?
    let registeredAt: Date?
    /// Why it cannot be used, if so.
    let problem: String?

    /// Bundled ones first. Starts none.
    static func all(in session: Session) -> [KnownPlugin] {
        let bundled = BundledPlugins.all.map { KnownPlugin(bundled: $0) }
        return bundled
            + PluginFolder(path: session.home.plugins).all().map { name, plugin in
                let problem = session.refusedPlugins[name].map { $0.reason.map { "\($0)" } ?? $0.summary }
                return KnownPlugin(registered: name, try? plugin.get(), problem: problem)
            }
    }

    func supplies(_ flavor: Flavor) -> Bool {
        problem == nil && flavors.contains(Supply(type: flavor.type, name: flavor.name))
    }

    private init(bundled plugin: any StackPlugin) {
        let manifest = type(of: plugin).manifest
        let own = try? FlavorRegistry([plugin])  // a bundled plugin that cannot register fails at start
        name = manifest.name
        version = manifest.version
        kind = .bundled
        summary = manifest.summary
        flavors = (own?.flavors ?? []).map { Supply(type: $0.type, name: $0.name) }
        connectorTypes = (own?.connectorTypes ?? []).map(\.name)
        path = nil
        digest = nil
        registeredAt = nil
        problem = nil
    }

    private init(registered name: String, _ plugin: InstalledPlugin?, problem: String?) {
        self.name = name
        version = plugin?.manifest.version ?? ""
        kind = plugin?.kind ?? .executable
        summary = plugin?.manifest.summary ?? ""
        flavors = (plugin?.description.flavors ?? []).map { Supply(type: $0.type, name: $0.name) }
        connectorTypes = (plugin?.description.connectorTypes ?? []).map(\.name)
        path = plugin?.subject
        digest = plugin?.digest
        registeredAt = plugin?.registeredAt
        self.problem = problem
    }
}
