import ApusCore
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Registering a plugin", .serialized, .timeLimit(.minutes(20)))
struct RegistrationTests {
    @Test("keeps what it says, and lists start nothing")
    func register() async throws {
        try await withScratchFolder { folder in
            let plugin = try TestPlugin(in: folder)
            let kept = PluginFolder(path: folder.appending("plugins"))
            let host = TestPlugin.host()
            let installed = try await host.install(PluginSource(plugin.path), in: kept, beside: [])
            #expect(try kept.plugin("folder") == installed)

            // A program that is gone cannot be started.
            try FileManager.default.removeItem(atPath: plugin.path.string)
            var registry = try FlavorRegistry()
            #expect(host.register(kept, into: &registry).isEmpty)
            let flavor = try registry.flavor("folder", of: .artifactStore)
            #expect(flavor.schema.options.map(\.name) == ["path", "token"])
            #expect(flavor.schema.option("token")?.isSecret == true)
        }
    }

    @Test("pins the program: another one is refused with the command that accepts it")
    func checksum() async throws {
        try await withScratchFolder { folder in
            let plugin = try TestPlugin(in: folder)
            let kept = PluginFolder(path: folder.appending("plugins"))
            let host = TestPlugin.host()
            let installed = try await host.install(PluginSource(plugin.path), in: kept, beside: [])
            let store = try TestPlugin.store(installed, in: host, folder: folder.appending("artifacts"))
            _ = try TestPlugin(in: folder, before: "pass  # changed")
            let error = await #expect(throws: ApusError.self) { try await store.verify() }
            #expect(error?.code == .untrusted)
            #expect(
                error?.hint?.contains("apus flavor register \(plugin.path) --replace") == true,
                "\(String(describing: error))")

            let again = await #expect(throws: ApusError.self) {
                _ = try await host.install(PluginSource(plugin.path), in: kept, beside: [])
            }
            #expect(again?.code == .alreadyExists)
            let replaced = try await host.install(PluginSource(plugin.path), in: kept, beside: [], replacing: true)
            #expect(replaced.digest != installed.digest)
            let fresh = TestPlugin.host()
            try await TestPlugin.store(replaced, in: fresh, folder: folder.appending("artifacts")).verify()
            await fresh.end()
        }
    }

    @Test("of a broken record costs one row, not the others")
    func brokenRecord() async throws {
        try await withScratchFolder { folder in
            let kept = PluginFolder(path: folder.appending("plugins"))
            let host = TestPlugin.host()
            _ = try await host.install(PluginSource(try TestPlugin(in: folder).path), in: kept, beside: [])
            for (name, text) in [("bad", "{"), ("worse", #"{"kind": "executable"}"#)] {
                let place = kept.path.appending(name)
                try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: URL(filePath: place.appending("plugin.json").string))
            }
            try FileManager.default.createDirectory(
                atPath: kept.path.appending("empty").string, withIntermediateDirectories: true)
            var registry = try FlavorRegistry()
            let refused = host.register(kept, into: &registry)
            #expect(refused.keys.sorted() == ["bad", "empty", "worse"])
            #expect(
                refused.values.allSatisfy { $0.code == .corrupted && $0.hint?.contains("apus plugin delete") == true })
            #expect(registry.flavors.map(\.name) == ["folder"])
        }
    }

    struct Refusal: Sendable, CustomStringConvertible {
        let description: String
        var about = "{}"
        var before = "pass"
        let code: ApusError.Code
        let words: String
    }

    static let refusals = [
        Refusal(
            description: "another protocol", about: #"{"protocol": 2}"#, code: .unsupported, words: "speaks version 2"),
        Refusal(
            description: "no name", about: #"{"name": ""}"#, code: .invalidArgument,
            words: "cannot be the name of a plugin"),
        Refusal(
            description: "a name that leads elsewhere", about: #"{"name": "../x"}"#, code: .invalidArgument,
            words: "'../x' cannot be the name of a plugin"),
        Refusal(
            description: "nothing", about: #"{"flavors": []}"#, code: .invalidConfiguration,
            words: "it supplies nothing"),
        Refusal(
            description: "flavors that are no list", about: #"{"flavors": 7}"#, code: .invalidConfiguration,
            words: "flavors: "),
        Refusal(
            description: "an unknown kind of option",
            about:
                #"{"flavors": [{"type": "artifact_store", "name": "x", "options": [{"name": "a", "kind": "text"}]}]}"#,
            code: .invalidConfiguration, words: "flavors[0].options[0].kind: 'text' is none of string"),
        Refusal(
            description: "a default of another kind",
            about:
                #"{"flavors": [{"type": "artifact_store", "name": "x", "options": [{"name": "a", "kind": "integer", "default": "no"}]}]}"#,
            code: .invalidConfiguration, words: "the default of option 'a'"),
        Refusal(
            description: "an address with an unknown option",
            about: #"{"flavors": [{"type": "artifact_store", "name": "x", "address": "{url}"}]}"#,
            code: .invalidConfiguration, words: "names an option 'url' that it has not"),
        Refusal(
            description: "an unknown type", about: #"{"flavors": [{"type": "oven", "name": "x"}]}"#,
            code: .invalidConfiguration, words: "'oven' is none of"),
        Refusal(
            description: "the same flavor twice",
            about: #"{"flavors": [{"type": "artifact_store", "name": "x"}, {"type": "artifact_store", "name": "x"}]}"#,
            code: .invalidConfiguration, words: "is declared twice"),
        Refusal(
            description: "an exit", before: "print('no licence', file=sys.stderr); sys.exit(3)", code: .invalidArgument,
            words: "it said: no licence"),
        Refusal(description: "a refusal", before: "raise SystemExit", code: .invalidArgument, words: "is no plugin"),
    ]

    @Test("that says something that cannot be is refused, and nothing is kept", arguments: refusals)
    func refusal(_ example: Refusal) async throws {
        try await withScratchFolder { folder in
            let plugin = try TestPlugin(in: folder, before: example.before, about: example.about)
            let kept = PluginFolder(path: folder.appending("plugins"))
            do {
                _ = try await TestPlugin.host().install(PluginSource(plugin.path), in: kept, beside: [])
                Issue.record("it is registered")
            } catch let error as ApusError {
                #expect(error.code == example.code, "\(error)")
                #expect("\(error)".contains(example.words), "\(error)")
            }
            #expect(kept.all().isEmpty)
        }
    }

    @Test("that is none is refused with a reason")
    func noPlugin() async throws {
        try await withScratchFolder { folder in
            func write(_ name: String, _ text: String) throws -> FilePath {
                let file = folder.appending(name)
                try FileManager.default.createDirectory(
                    atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
                try Data(text.utf8).write(to: URL(filePath: file.string))
                return file
            }
            let plain = try write("plain.txt", "hello")
            _ = try write("empty/other", "")
            _ = try write("broken/plugin.json", "{")
            _ = try write("nameless/plugin.json", #"{"kind": "executable"}"#)
            _ = try write("absent/plugin.json", #"{"kind": "executable", "program": "not-there"}"#)
            _ = try write("library/plugin.json", #"{"kind": "library", "library": "libnot-there.so"}"#)
            let cases: [(FilePath, ApusError.Code, String)] = [
                (folder.appending("nowhere"), .notFound, "there is no plugin at"),
                (plain, .invalidArgument, "it is not executable"),
                (folder.appending("empty"), .invalidArgument, "it has no plugin.json"),
                (folder.appending("broken"), .invalidArgument, "cannot be read"),
                (folder.appending("nameless"), .invalidArgument, "names no program"),
                (folder.appending("absent"), .notFound, "is no file"),
                (folder.appending("library"), .notFound, "build the library first"),
            ]
            for (path, code, words) in cases {
                let error = #expect(throws: ApusError.self, "\(path)") { _ = try PluginSource(path) }
                #expect(error?.code == code, "\(path): \(String(describing: error))")
                #expect(error.map { "\($0)".contains(words) } == true, "\(path): \(String(describing: error))")
            }
        }
    }
}
