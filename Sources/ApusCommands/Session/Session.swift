import ApusBundled
import ApusClient
import ApusCore
import ApusHost
import ApusModel
import ApusPluginHost
import ApusStore
import FoundationEssentials
import Logging
import SystemPackage

/// What a command works with: the user's home, the store that is in use, and the flavors that are known.
struct Session: Sendable {
    let home: Home
    let state: UserState
    /// The project around the current folder, if there is one, and what is chosen for it.
    let project: (folder: Project, state: Project.State)?
    /// Of the bundled plugins and of those that the user registered.
    let registry: FlavorRegistry
    let plugins: PluginHost
    /// Registered plugins whose flavors are not there, and why: `apus plugin list` says it.
    let refusedPlugins: [String: ApusError]
    let store: any MetadataStore
    let environment: [String: String]
    let logger: Logger

    /// Opens the store that the user chose: the server of `apus login`, else this machine's database, which is made
    /// when it is missing.
    static func open() async throws -> Session {
        let environment = ProcessInfo.processInfo.environment
        let home = try Home(environment: environment)
        let state = try home.userState()
        let logger = Logger(label: "apus") { _ in StandardErrorLog(environment: environment) }
        let project = Project(around: FilePath(FileManager.default.currentDirectoryPath))
        let host = PluginHost(programs: Programs.folder, environment: environment, logger: logger)
        var registry = try FlavorRegistry(BundledPlugins.all)
        let refused = host.register(PluginFolder(path: home.plugins), into: &registry)
        return Session(
            home: home, state: state, project: try project.map { ($0, try $0.state()) }, registry: registry,
            plugins: host, refusedPlugins: refused,
            store: try await openStore(home, state, environment, logger), environment: environment, logger: logger)
    }

    private static func openStore(_ home: Home, _ state: UserState, _ environment: [String: String], _ logger: Logger)
        async throws -> any MetadataStore
    {
        guard let url = state.server else { return try SQLiteStore(path: home.database, logger: logger) }
        return try ServerConnection(url: url, home: home, environment: environment).store
    }

    var components: ComponentService { ComponentService(store: store, registry: registry) }
    var connectors: ConnectorService { ConnectorService(store: store, registry: registry, logger: logger) }
    var stacks: StackService { StackService(store: store, registry: registry) }
    var factory: ComponentFactory {
        ComponentFactory(store: store, registry: registry, home: home.path, logger: logger)
    }
    var secrets: SecretService { SecretService(store: store) }
    var transfer: StackTransfer { StackTransfer(store: store, registry: registry) }
    var inspection: StackInspection {
        StackInspection(registry: registry, factory: factory, storeIsLocal: storeIsLocal)
    }
    var activeStack: ActiveStack {
        ActiveStack(
            environment: environment, project: project.map { ($0.folder.folder, $0.state) }, user: state)
    }
    /// Whether runs are kept in this machine's own database.
    var storeIsLocal: Bool { state.server == nil }
}
