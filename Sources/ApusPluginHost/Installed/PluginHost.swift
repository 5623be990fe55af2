public import ApusCore
public import ApusModel
import ApusWire
import FoundationEssentials
public import Logging
import Synchronization
public import SystemPackage

/// Runs the plugins that are no part of this program, each in one process that starts when it is first needed.
public final class PluginHost: Sendable {
    /// Loads shared libraries.
    static let foreignProgram = "apus-foreign"

    let programs: FilePath
    let environment: [String: String]
    let clock: any Clock<Duration>
    let logger: Logger
    private let startLimit: Duration
    private let running = Mutex<[String: PluginProgram]>([:])

    /// - Parameters:
    ///   - programs: the folder that holds `apus-foreign`.
    ///   - environment: of this process; plugins get a part of it.
    ///   - startLimit: how long a plugin may take to start and to introduce itself.
    ///   - logger: gets what plugins write to standard error.
    public init(
        programs: FilePath, environment: [String: String], clock: any Clock<Duration> = ContinuousClock(),
        startLimit: Duration = .seconds(10), logger: Logger
    ) {
        self.programs = programs
        self.environment = environment
        self.clock = clock
        self.startLimit = startLimit
        self.logger = logger
    }

    /// Adds the flavors and connector types of every plugin in `folder`, without starting any.
    /// - Returns: what could not be added: the plugin's name, and why.
    @discardableResult
    public func register(_ folder: PluginFolder, into registry: inout FlavorRegistry) -> [String: ApusError] {
        var refused: [String: ApusError] = [:]
        for (name, plugin) in folder.all() {
            do throws(ApusError) {
                let plugin = try plugin.get()
                var extended = registry
                for flavor in plugin.flavors(in: self) { try extended.register(flavor) }
                for type in plugin.connectorTypes(in: self) { try extended.register(type) }
                registry = extended
            } catch {
                refused[name] = error
            }
        }
        return refused
    }

    /// The plugin's program, one for all that use it.
    func program(of plugin: InstalledPlugin) -> PluginProgram {
        running.withLock { running in
            let name = plugin.manifest.name
            if let program = running[name] { return program }
            let program = PluginProgram(launch(plugin), clock: clock, logger: logger)
            running[name] = program
            return program
        }
    }

    /// Ends every plugin that runs. They cannot be used again.
    public func end() async {
        let programs = running.withLock { Array($0.values) }
        await withDiscardingTaskGroup { group in
            for program in programs { group.addTask { await program.end() } }
        }
    }

    private func launch(_ plugin: InstalledPlugin) -> PluginLaunch {
        launch(
            plugin.manifest.name, plugin.kind, subject: FilePath(plugin.subject), digest: plugin.digest,
            bindings: plugin.bindings, environment: plugin.environment)
    }

    /// How a plugin is started: by itself, or for a library by `apus-foreign`, which gets the bindings as an argument.
    func launch(
        _ name: String, _ kind: PluginKind, subject: FilePath, digest: ContentDigest?, bindings: JSONValue?,
        environment declared: [String]
    ) -> PluginLaunch {
        let variables = PluginVariables.filtered(environment, declared: declared)
        guard kind == .library else {
            return PluginLaunch(
                name: name, program: subject, environment: variables, pinned: subject, digest: digest,
                startLimit: startLimit)
        }
        let text = (try? CanonicalJSON.text(bindings ?? .null)) ?? "null"  // JSON always encodes
        return PluginLaunch(
            name: name, program: programs.appending(Self.foreignProgram), arguments: [subject.string, text],
            environment: variables, pinned: subject, digest: digest, startLimit: startLimit)
    }
}
