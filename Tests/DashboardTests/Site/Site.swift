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

    /// Calls `body` with a site, and shuts it down.
    static func with<Result: Sendable>(_ body: @Sendable (Site) async throws -> Result) async throws -> Result {
        try await withScratchFolder { folder in
            let store = InMemoryMetadataStore()
            let (urls, feed) = AsyncStream.makeStream(of: String.self)
            let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let flavors = ServerFlavors(
                declared: try FlavorRegistry(BundledPlugins.all), artifactStores: try BundledArtifactStores.registry(),
                home: folder)
            let kept = FirstPassword()
            let server = MetadataServer(
                configuration: ServerConfiguration(
                    port: 0, folder: folder.appending("server"),
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
                    Site(url: url, store: store, folder: folder, password: kept.text.withLock { $0 }))
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return result
            }
        }
    }
}

private final class FirstPassword: Sendable {
    let text = Mutex("")
}
