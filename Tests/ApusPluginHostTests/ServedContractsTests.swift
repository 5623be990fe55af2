import ApusCore
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage
import Testing

/// Each contract, served by a program that is written with the SDK, passes the suite that bundled plugins pass.
@Suite("A plugin that is written with the SDK", .serialized, .timeLimit(.minutes(20)))
struct ServedContractsTests {
    @Test("serves artifact stores", arguments: ArtifactStoreConformance.Check.all)
    func artifactStore(check: ArtifactStoreConformance.Check) async throws {
        try await withPlugin { plugin, host, folder in
            try await ArtifactStoreConformance { try TestPlugin.store(plugin, in: host, folder: folder) }.run(check)
        }
    }

    @Test("bears what can go wrong with artifacts", arguments: PluginTrial.StoreCheck.all)
    func faults(check: PluginTrial.StoreCheck) async throws {
        try await withPlugin { plugin, host, folder in
            let store = try TestPlugin.store(plugin, in: host, folder: folder)
            try await PluginTrial(plugin, in: host).run(check, on: store)
        }
    }

    @Test("bears what can go wrong with its host", arguments: PluginTrial.Check.channel)
    func channel(check: PluginTrial.Check) async throws {
        try await withPlugin { plugin, host, _ in try await PluginTrial(plugin, in: host).run(check) }
    }

    @Test("serves container registries", arguments: ContainerRegistryConformance.Check.all)
    func registry(check: ContainerRegistryConformance.Check) async throws {
        try await withPlugin { plugin, host, folder in
            let registry = try registry(plugin, host)
            let layers = try ["one", "two"].map { name in
                let digest = try #require(ContentDigest(String(repeating: name == "one" ? "1" : "2", count: 64)))
                let file = folder.removingLastComponent().appending(name)
                try Data(name.utf8).write(to: URL(filePath: file.string))
                return ImageLayer(file: file, digest: digest, size: 3, uncompressedDigest: digest)
            }
            try await ContainerRegistryConformance(.init(registry: registry, base: "base:1", layers: layers)).run(check)
        }
    }

    @Test("gives credentials to pull with")
    func pullCredentials() async throws {
        try await withPlugin { plugin, host, _ in
            let credentials = try await registry(plugin, host).pullCredentials()
            #expect(
                credentials == [
                    "registry.test": RegistryCredential(username: "puller", password: SecretString("planted"))
                ])
        }
    }

    @Test("serves service connectors", arguments: ServiceConnectorConformance.Check.all)
    func connector(check: ServiceConnectorConformance.Check) async throws {
        let (asked, announce) = AsyncStream.makeStream(of: Void.self)
        let logger = Logger(label: "test") { _ in PluginTalk { if $0 == "asked" { announce.yield() } } }
        try await withPlugin(logger: logger) { plugin, host, _ in
            @Sendable func connector(_ type: String, _ token: String) throws -> any ServiceConnector {
                let types = plugin.connectorTypes(in: host)
                let method = try #require(types.first { $0.name == type }?.authMethods.first)
                let record = Connector(
                    name: "mine", type: type, authMethod: method.name, resourceTypes: [.s3Bucket], createdAt: Date())
                return try method.make(
                    ConnectorContext(connector: record, secrets: ["token": SecretString(token)], logger: logger))
            }
            let subject = ServiceConnectorConformance.Subject(
                type: .s3Bucket, working: { try connector("sample", "good-token") },
                refused: { try connector("sample", "refused-token") }, refusedSecrets: [SecretString("refused-token")],
                unreachable: { try connector("sample-failing", "good-token") },
                silent: {
                    .init(try connector("sample-silent", "good-token")) { for await _ in asked { return } }
                })
            try await ServiceConnectorConformance(subject).run(check)
        }
    }

    private func registry(_ plugin: InstalledPlugin, _ host: PluginHost) throws -> any ContainerRegistry {
        let flavor = try #require(plugin.flavors(in: host).first { $0.type == .containerRegistry })
        let component = Component(
            type: .containerRegistry, name: "images", flavor: flavor.name,
            configuration: ["address": "registry.test/apus"], secretOptions: ["password"], createdAt: Date())
        let made = try flavor.make(
            ComponentContext(
                component: component, secrets: ["password": SecretString("planted")], home: "/nonexistent",
                logger: Logger(label: "test")))
        return try #require(made as? any ContainerRegistry)
    }

    private func withPlugin(
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        _ body: (InstalledPlugin, PluginHost, FilePath) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            let host = PluginHost(
                programs: BuildFolder.path, environment: ["PATH": "/usr/bin:/bin"], startLimit: .seconds(120),
                logger: logger)
            do {
                let plugin = try await host.examine(PluginSource(BuildFolder.path.appending("sample-plugin")))
                try await body(plugin, host, folder.appending("artifacts"))
            } catch {
                await host.end()
                throw error
            }
            await host.end()
        }
    }
}

/// Hands over what a plugin writes to standard error.
private struct PluginTalk: LogHandler {
    let hear: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    init(_ hear: @escaping @Sendable (String) -> Void) { self.hear = hear }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        if let text = event.metadata?["text"] { hear("\(text)") }
    }
}
