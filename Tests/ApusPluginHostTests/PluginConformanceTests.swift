import ApusCore
import ApusModel
import ApusPluginHost
import ApusTestKit
import SystemPackage
import Testing

@Suite("A plugin in a process of its own", .serialized, .timeLimit(.minutes(20)))
struct PluginConformanceTests {
    @Test("keeps the contract of artifact stores", arguments: ArtifactStoreConformance.Check.all)
    func artifactStore(check: ArtifactStoreConformance.Check) async throws {
        try await withPlugin { plugin, host, folder in
            try await ArtifactStoreConformance { try TestPlugin.store(plugin, in: host, folder: folder) }.run(check)
        }
    }

    @Test("bears what can go wrong with its host", arguments: PluginTrial.Check.channel)
    func channel(check: PluginTrial.Check) async throws {
        try await withPlugin { plugin, host, _ in try await PluginTrial(plugin, in: host).run(check) }
    }

    @Test("bears what can go wrong with artifacts", arguments: PluginTrial.StoreCheck.all)
    func faults(check: PluginTrial.StoreCheck) async throws {
        try await withPlugin { plugin, host, folder in
            let store = try TestPlugin.store(plugin, in: host, folder: folder)
            try await PluginTrial(plugin, in: host).run(check, on: store)
        }
    }

    private func withPlugin(_ body: (InstalledPlugin, PluginHost, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let host = TestPlugin.host()
            let plugin = try await host.examine(PluginSource(TestPlugin(in: folder).path))
            do {
                try await body(plugin, host, folder.appending("artifacts"))
            } catch {
                await host.end()
                throw error
            }
            await host.end()
        }
    }
}
