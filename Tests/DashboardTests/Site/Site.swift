import ApusBundled
import ApusBundledArtifactStores
import ApusCore
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import Logging
import ServiceLifecycle
import Synchronization
import SystemPackage

/// A server with its dashboard on loopback, over a store in memory, with artifacts in a folder.
struct Site: Sendable {
    let url: String
    let store: InMemoryMetadataStore
    let folder: FilePath
    /// The password of `admin`.
    let password: String

    /// The artifact store that runs of the site have.
    var artifacts: Component {
        Component(
            type: .artifactStore, name: "shelf", flavor: "local",
            configuration: ["path": .string(folder.appending("artifacts").string)], createdAt: Self.start)
    }

    static let start = Timestamp.rounded(Date(timeIntervalSinceNow: -3600))

    /// What runs of stack `far` are submitted to, which the server reaches by connector `cluster`.
    let orchestrator: NotingOrchestrator

    /// Calls `body` with a site, and shuts it down.
    static func with<Result: Sendable>(_ body: @Sendable (Site) async throws -> Result) async throws -> Result {
        try await withScratchFolder { folder in
            let store = InMemoryMetadataStore()
            let (urls, feed) = AsyncStream.makeStream(of: String.self)
            let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let orchestrator = NotingOrchestrator()
            let flavors = ServerFlavors(
                declared: try FlavorRegistry(BundledPlugins.all + [SitePlugin(orchestrator: orchestrator)]),
                artifactStores: try BundledArtifactStores.registry(),
                home: folder)
            let kept = FirstPassword()
            let server = MetadataServer(
                configuration: ServerConfiguration(
                    port: 0, folder: folder.appending("server"), baseURL: "http://apus.example:8237",
                    passwordCost: PasswordCost(logRounds: 1, blockSize: 1, parallelism: 1)),
                store: store, flavors: flavors, logger: quiet,
                onFirstAccount: { _, text in kept.text.withLock { $0 = text.revealed() } },
                onListening: { feed.yield($0) })
            let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: quiet))
            return try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { feed.finish() }
                    try await group.run()
                }
                guard let url = await urls.first(where: { _ in true }) else {
                    try await tasks.next()
                    throw ApusError(.internalFailure, "the server ended before it listened")
                }
                let result = try await body(
                    Site(
                        url: url, store: store, folder: folder, password: kept.text.withLock { $0 },
                        orchestrator: orchestrator))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return result
            }
        }
    }
}

private struct SitePlugin: StackPlugin {
    static let manifest = PluginManifest(name: "site", version: "1", summary: "For tests")
    let orchestrator: NotingOrchestrator

    func register(into registry: inout FlavorRegistry) throws {
        try registry.register(orchestrator.flavor)
        try registry.register(
            InMemoryServiceConnector.type(
                reaching: InMemoryPeer(resources: [.kubernetesCluster: ["prod"]], token: SecretString("t0ken"))))
    }
}

private final class FirstPassword: Sendable {
    let text = Mutex("")
}
