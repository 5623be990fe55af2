public import ApusCore
public import ApusModel
public import ApusWire
import FoundationEssentials
import Logging
import Synchronization
import SystemPackage

/// Serves the flavors of a ``/ApusCore/StackPlugin``: the same code can be bundled with Apus or be a program of its own.
///
/// An orchestrator flavor makes an ``AttemptHolder`` here: the engine that decides stays with the host.
public final class StackPluginService: PluginService {
    private let manifest: PluginManifest
    private let registry: FlavorRegistry
    private let addresses: [String: String]
    private let concurrency: Int
    private let logger: Logger
    private let parts = Mutex<[String: ServedPart]>([:])
    private let say = Mutex<@Sendable (String, [String: JSONValue]) -> Void>({ _, _ in })

    /// - Parameters:
    ///   - addresses: by flavor name, the text from which the host knows an artifact store's location or a registry's
    ///     address; `{option}` stands for the option's value.
    ///   - concurrency: how many requests are taken at a time.
    /// - Throws: what registering the flavors throws.
    public init(
        _ plugin: some StackPlugin, addresses: [String: String] = [:], concurrency: Int = 16
    ) throws {
        manifest = type(of: plugin).manifest
        registry = try FlavorRegistry([plugin])
        self.addresses = addresses
        self.concurrency = concurrency
        logger = Logger(label: manifest.name) { StreamLogHandler.standardError(label: $0) }
    }

    public func introduction() async throws -> PluginDescription {
        PluginDescription(
            manifest: manifest, concurrency: concurrency,
            flavors: registry.flavors.map { PluginFlavor($0, address: addresses[$0.name]) },
            connectorTypes: registry.connectorTypes.map { PluginConnectorType($0) })
    }

    public func begin(_ say: @escaping @Sendable (String, [String: JSONValue]) -> Void) async {
        self.say.withLock { $0 = say }
    }

    public func answer(_ request: PluginRequest) async throws -> [String: JSONValue] {
        guard let id = request.component else {
            throw ApusError(.unsupported, "'\(request.call)' is about a component, and names none")
        }
        if request.call == .open {
            let part = try ServedPart(request.arguments, registry, logger)
            part.watch { [self] event in say.withLock { $0 }(id, event) }
            parts.withLock { $0.updateValue(part, forKey: id) }?.end()
            return [:]
        }
        guard let part = parts.withLock({ $0[id] }) else {
            throw ApusError(.notFound, "the component that '\(request.call)' is about was not opened")
        }
        return try await part.answer(request)
    }
}
