import ApusCore
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// What a plugin can do wrong is an error of the request, names the plugin and leaves the host alone.
@Suite("A plugin that misbehaves", .serialized, .timeLimit(.minutes(20)))
struct MisbehaviourTests {
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        /// Python that sees `order`; size is asked for.
        let statements: String
        let code: ApusError.Code
        let words: String
    }

    static let cases = [
        Case(
            description: "crashes each time", statements: onSize("print('out of luck', file=sys.stderr); os.abort()"),
            code: .internalFailure, words: "'folder' was ended by SIGABRT while it was asked something"),
        Case(
            description: "says why before it exits",
            statements: onSize("print('out of luck', file=sys.stderr); sys.exit(7)"),
            code: .internalFailure, words: "it said: out of luck"),
        Case(
            description: "prints where messages belong",
            statements: onSize("print('hello world, I am here', flush=True)"),
            code: .corrupted, words: "plugin 'folder' broke the plugin protocol"),
        Case(
            description: "sends no JSON", statements: onSize("send(b'no json')"), code: .corrupted,
            words: "it sent 'no json', which is no answer"),
        Case(
            description: "announces a huge reply", statements: onSize("sys.stdout.buffer.write(b'\\x7f' + bytes(100))"),
            code: .corrupted, words: "messages have 1 to 8388608"),
        Case(
            description: "answers something else",
            statements: onSize("send(json.dumps({'id': order['id'], 'result': {'size': 'big'}}).encode())"),
            code: .corrupted, words: "its answer has no usable 'size'"),
        Case(
            description: "answers a negative size",
            statements: onSize("send(json.dumps({'id': order['id'], 'result': {'size': -1}}).encode())"),
            code: .corrupted, words: "its answer has no usable 'size'"),
    ]

    private static func onSize(_ statement: String) -> String {
        "if order['call'] == 'artifact_store.size': \(statement)"
    }

    @Test("costs one request an error with a reason", arguments: cases)
    func misbehaviour(_ example: Case) async throws {
        try await withStore(example.statements) { store, _ in
            do {
                _ = try await store.size(of: "a")
                Issue.record("the request succeeds")
            } catch let error as ApusError {
                #expect(error.code == example.code, "\(error)")
                #expect("\(error)".contains(example.words), "\(error)")
            }
            try await store.write(Data("still".utf8), to: "b")
            #expect(try await store.data(at: "b") == Data("still".utf8))
        }
    }

    @Test("and crashes once is started again, and the request succeeds")
    func restart() async throws {
        let statements = """
            mark = os.environ["HOME"] + "/crashed"
            if order["call"] == "artifact_store.size" and not os.path.exists(mark):
                open(mark, "w").close()
                os.abort()
            """
        try await withStore(statements) { store, _ in
            try await store.write(Data("x".utf8), to: "a")
            #expect(try await store.size(of: "a") == 1)
        }
    }

    @Test("gets no variable that holds credentials, and those that its manifest names")
    func environment() async throws {
        try await withScratchFolder { folder in
            let statements =
                "open(os.path.dirname(os.path.abspath(__file__)) + '/seen', 'w').write(json.dumps(dict(os.environ)))"
            let program = try TestPlugin(in: folder, before: statements)
            try Data(#"{"kind": "executable", "program": "folder.py", "environment": ["WANTED"]}"#.utf8)
                .write(to: URL(filePath: folder.appending("plugin.json").string))
            let host = TestPlugin.host(["PATH": "/usr/bin:/bin", "AWS_SECRET_ACCESS_KEY": "planted", "WANTED": "yes"])
            _ = try await host.examine(PluginSource(folder))
            let data = try Data(
                contentsOf: URL(filePath: program.path.removingLastComponent().appending("seen").string))
            let seen = try CanonicalJSON.decode([String: String].self, from: data)
            #expect(seen["AWS_SECRET_ACCESS_KEY"] == nil)
            #expect(seen["WANTED"] == "yes")
            #expect(seen["PATH"] == "/usr/bin:/bin")
        }
    }

    private func withStore(
        _ statements: String, _ body: (any ArtifactStore, FilePath) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            let host = TestPlugin.host(["PATH": "/usr/bin:/bin", "HOME": folder.string])
            let plugin = try await host.examine(PluginSource(TestPlugin(in: folder, before: statements).path))
            let store = try TestPlugin.store(plugin, in: host, folder: folder.appending("artifacts"))
            do {
                try await body(store, folder)
            } catch {
                await host.end()
                throw error
            }
            await host.end()
        }
    }
}
