import ApusCore
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// C shared libraries as plugins, with the example that compresses by zlib.
@Suite("A shared library", .serialized, .timeLimit(.minutes(20)))
struct LibraryTests {
    private static let example = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("Examples/flavors/gzip")

    @Test("keeps the contract of artifact stores", arguments: ArtifactStoreConformance.Check.all)
    func contract(check: ArtifactStoreConformance.Check) async throws {
        try await withLibrary { plugin, host, folder in
            try await ArtifactStoreConformance { try TestPlugin.store(plugin, in: host, folder: folder) }.run(check)
        }
    }

    @Test("bears what can go wrong", arguments: PluginTrial.Check.channel)
    func channel(check: PluginTrial.Check) async throws {
        try await withLibrary { plugin, host, _ in try await PluginTrial(plugin, in: host).run(check) }
    }

    @Test("that crashes costs the request an error")
    func crash() async throws {
        let source = try String(contentsOf: URL(filePath: Self.example.appending("gzip.c").string), encoding: .utf8)
            .replacing("int64_t size = 0;", with: "int64_t size = *(volatile int64_t *)0;")
        try await withLibrary(source: source) { plugin, host, folder in
            let store = try TestPlugin.store(plugin, in: host, folder: folder)
            try await store.write(Data("kept".utf8), to: "a")
            let error = await #expect(throws: ApusError.self) { _ = try await store.size(of: "a") }
            #expect(error?.code == .internalFailure)
            #expect(
                error.map { "\($0)".contains("'gzip' was ended by SIGSEGV") } == true, "\(String(describing: error))")
            #expect(try await store.data(at: "a") == Data("kept".utf8))
        }
    }

    struct Refusal: Sendable {
        let old: String
        let new: String
        let words: String
    }

    @Test(
        "whose bindings are wrong is refused when it is registered",
        arguments: [
            Refusal(old: "gzip_store_size", new: "gzip_store_sise", words: "has no function 'gzip_store_sise'"),
            Refusal(
                old: "\"returns\": \"size\"", new: "\"returns\": \"long\"",
                words: "bindings.size.returns: 'long' is none of void, status"),
            Refusal(
                old: "[\"{path}/{key}.gz\"]", new: "[{\"kind\": \"float\", \"value\": \"1\"}]",
                words: "'float' is none of string"),
            Refusal(old: "\"{path}\", \"{file}\"", new: "\"{root}\", \"{file}\"", words: "uses '{root}'"),
            Refusal(old: "\"delete\":", new: "\"remove\":", words: "it has no binding for 'delete'"),
        ])
    func refusal(_ refusal: Refusal) async throws {
        let manifest = try String(
            contentsOf: URL(filePath: Self.example.appending("plugin.json").string), encoding: .utf8
        )
        .replacing(refusal.old, with: refusal.new)
        do {
            try await withLibrary(manifest: manifest) { _, _, _ in Issue.record("it is registered") }
        } catch let error as ApusError {
            #expect(error.code == .invalidConfiguration, "\(error)")
            #expect("\(error)".contains(refusal.words), "\(error)")
        }
    }

    @Test("that is no library is refused when it is registered")
    func noLibrary() async throws {
        do {
            try await withLibrary(source: nil) { _, _, _ in Issue.record("it is registered") }
        } catch let error as ApusError {
            #expect(error.code == .invalidConfiguration, "\(error)")
            #expect("\(error)".contains("cannot be loaded"), "\(error)")
        }
    }

    /// Builds the example, or another one like it, and has a host examine it.
    /// - Parameter source: `nil` for a text in the library's place.
    private func withLibrary(
        source: String? = "", manifest: String? = nil,
        _ body: (InstalledPlugin, PluginHost, FilePath) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            for name in ["gzip.c", "Makefile", "plugin.json"] {
                try FileManager.default.copyItem(
                    atPath: Self.example.appending(name).string, toPath: folder.appending(name).string)
            }
            if let source, !source.isEmpty {
                try Data(source.utf8).write(to: URL(filePath: folder.appending("gzip.c").string))
            }
            if let manifest { try Data(manifest.utf8).write(to: URL(filePath: folder.appending("plugin.json").string)) }
            if source == nil {
                try Data("text".utf8).write(to: URL(filePath: folder.appending("libapusgzip.so").string))
            } else {
                let made = try await Subprocess.run(
                    .name("make"), arguments: ["-s", "-C", folder.string], output: .discarded,
                    error: .string(limit: 1 << 16))
                try #require(made.terminationStatus.isSuccess, "\(made.standardError)")
            }
            let host = TestPlugin.host()
            let plugin = try await host.examine(PluginSource(folder))
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
