import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

/// Tries how a plugin of any kind bears what can go wrong between it and its host, one check for each.
public struct PluginTrial: Sendable {
    /// One thing that can go wrong, and how it is tried.
    public struct Check: Sendable, CustomStringConvertible {
        public let name: String
        let body: @Sendable (PluginTrial) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (PluginTrial) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }
    }

    let plugin: InstalledPlugin
    let host: PluginHost

    /// - Parameters:
    ///   - plugin: need not be registered.
    ///   - host: starts it.
    public init(_ plugin: InstalledPlugin, in host: PluginHost) {
        self.plugin = plugin
        self.host = host
    }

    /// Runs one check.
    /// - Throws: ``PluginFailure``, or the error that came where none should.
    public func run(_ check: Check) async throws { try await check.body(self) }

    /// How the plugin is started.
    var launch: PluginLaunch {
        host.launch(
            plugin.manifest.name, plugin.kind, subject: FilePath(plugin.subject), digest: plugin.digest,
            bindings: plugin.bindings, environment: plugin.environment)
    }

    /// Calls `body` with a new process of the plugin, which is ended afterwards.
    func withProcess<Result>(
        _ launch: PluginLaunch? = nil, _ body: (PluginProcess) async throws -> Result
    ) async throws -> Result {
        let process = try PluginProcess(launch ?? self.launch, clock: host.clock, logger: host.logger)
        do {
            let result = try await body(process)
            await process.end()
            return result
        } catch {
            await process.end()
            if let crash = error as? PluginCrash { throw PluginFailure("\(crash.error)") }
            throw error
        }
    }

    /// Whether the process ends by itself in that time.
    func ends(_ process: PluginProcess, within limit: Duration) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await process.gone()
                return !Task.isCancelled
            }
            group.addTask { [clock = host.clock] in
                try? await clock.sleep(for: limit)  // cancelled: the end came first
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }
}
