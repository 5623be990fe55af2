import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage
import Testing

@testable import ApusPluginHost

@Suite("What takes too long", .timeLimit(.minutes(20)))
struct DeadlineTests {
    private let clock = HeldClock()

    @Test("to introduce itself is no plugin")
    func slowIntroduction() async throws {
        try await withScratchFolder { folder in
            let mark = folder.appending("asked")
            let plugin = try TestPlugin(in: folder, before: Self.sleeping(at: "hello", leaving: mark))
            let host = heldHost()
            let asking = Task { try await host.examine(PluginSource(plugin.path)) }
            try await waitForFile(mark)
            let outcome = await clock.pass(until: asking)
            let error = #expect(throws: ApusError.self) { _ = try outcome.get() }
            #expect(error?.code == .timedOut, "\(String(describing: error))")
            #expect(error?.reason == "it had 10 s")
        }
    }

    @Test("to answer is given up, and the next request is answered")
    func slowAnswer() async throws {
        try await withScratchFolder { folder in
            let mark = folder.appending("asked")
            let plugin = try TestPlugin(in: folder, before: Self.sleeping(at: "artifact_store.size", leaving: mark))
            let host = heldHost()
            let installed = try await host.examine(PluginSource(plugin.path))
            let store = try TestPlugin.store(installed, in: host, folder: folder.appending("artifacts"))
            try await store.write(Data("x".utf8), to: "a")
            let asking = Task { try await store.size(of: "a") }
            try await waitForFile(mark)
            let outcome = await clock.pass(until: asking)
            let error = #expect(throws: ApusError.self) { _ = try outcome.get() }
            #expect(error?.code == .timedOut, "\(String(describing: error))")
            #expect(try await store.size(of: "a") == 1)
            await host.end()
        }
    }

    @Test("and is wanted no more is cancelled, and what waits behind it is answered")
    func cancelled() async throws {
        try await withScratchFolder { folder in
            let mark = folder.appending("asked")
            let plugin = try TestPlugin(in: folder, before: Self.sleeping(at: "artifact_store.size", leaving: mark))
            let host = heldHost()
            let installed = try await host.examine(PluginSource(plugin.path))
            let store = try TestPlugin.store(installed, in: host, folder: folder.appending("artifacts"))
            let asking = Task { try await store.size(of: "a") }
            try await waitForFile(mark)
            async let behind = store.size(of: "b")
            asking.cancel()
            let outcome = await clock.pass(until: asking)
            #expect(throws: CancellationError.self) { _ = try outcome.get() }
            #expect(try await behind == nil)
            await host.end()
        }
    }

    @Test("credentials that end are asked for again, and the component is made anew")
    func expiry() async throws {
        try await withScratchFolder { folder in
            let log = folder.appending("opened")
            let statements =
                "if order['call'] == 'open': open('\(log)', 'a').write(order['arguments']['access']['secrets']['key'] + ' ')"
            let plugin = try TestPlugin(in: folder, before: statements)
            let host = heldHost()
            let flavor = try await host.examine(PluginSource(plugin.path)).flavors(in: host)[0]
            let component = Component(
                type: .artifactStore, name: "mine", flavor: flavor.name,
                configuration: ["path": .string(folder.appending("artifacts").string)], createdAt: Date())
            let context = ComponentContext(
                component: component,
                access: {
                    ResourceAccess(
                        resourceType: .s3Bucket, resourceID: "bucket", values: [:],
                        secrets: ["key": SecretString("short-lived")], expiresAt: Date(timeIntervalSinceNow: -1))
                }, home: folder, logger: Logger(label: "test"))
            let store = try #require(try flavor.make(context) as? any ArtifactStore)
            for _ in 0..<3 { try await store.verify() }
            let opened = try String(contentsOf: URL(filePath: log.string), encoding: .utf8)
            #expect(opened == "short-lived short-lived short-lived ")
            await host.end()
        }
    }

    private func heldHost() -> PluginHost {
        PluginHost(
            programs: BuildFolder.path, environment: ["PATH": "/usr/bin:/bin"], clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Python that sleeps for ten minutes when it is asked that for the first time, and leaves a mark.
    private static func sleeping(at call: String, leaving mark: FilePath) -> String {
        """
        if order['call'] == '\(call)' and not os.path.exists('\(mark)'):
            open('\(mark)', 'w').close()
            time.sleep(600)
        """
    }
}
