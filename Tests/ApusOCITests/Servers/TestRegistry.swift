import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import OCIPlugin
import SystemPackage
import Waiting

/// Debian's `docker-registry`, which `Scripts/setup` installs, on a port of its own.
struct TestRegistry {
    static let program = "/usr/bin/docker-registry"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    enum Mode: Sendable {
        case open, readOnly
        case passwords
    }

    let host: String
    let folder: FilePath

    static let username = "somebody"
    static let password = "correct horse"

    /// Calls `body` beside a registry that keeps everything in `folder`, or in a new one.
    static func run<Result>(
        _ mode: Mode = .open, keeping data: FilePath? = nil, _ body: (TestRegistry) async throws -> Result
    ) async throws -> Result {
        try await withScratchFolder { folder in
            let port = try FreePort.take()
            var lines = [
                "version: 0.1", "log: {level: error}", "http: {addr: '127.0.0.1:\(port)', secret: test}", "storage:",
                "  filesystem: {rootdirectory: '\((data ?? folder.appending("data")).string)'}",
                "  delete: {enabled: true}",
            ]
            if mode == .readOnly { lines.append("  maintenance: {readonly: {enabled: true}}") }
            if mode == .passwords {
                let file = folder.appending("passwords").string
                try ChildProgram.run(["htpasswd", "-Bbc", file, username, password])
                lines.append("auth: {htpasswd: {realm: test, path: '\(file)'}}")
            }
            let configuration = folder.appending("config.yml").string
            try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: configuration))
            let process = try ChildProgram([program, "serve", configuration])
            let registry = TestRegistry(host: "127.0.0.1:\(port)", folder: folder)
            try await registry.waitUntilReady()
            let result = try await body(registry)
            withExtendedLifetime(process) {}
            return result
        }
    }

    /// A component of the flavor `oci` that uses this registry under `path`.
    func component(
        path: String = "apus", options: [String: JSONValue] = [:], secrets: [String: String] = [:],
        access: (@Sendable () async throws -> ResourceAccess)? = nil
    ) throws -> any ContainerRegistry {
        try Self.component(uri: "\(host)/\(path)", options: options, secrets: secrets, access: access)
    }

    static func component(
        uri: String, options: [String: JSONValue] = [:], secrets: [String: String] = [:],
        access: (@Sendable () async throws -> ResourceAccess)? = nil
    ) throws -> any ContainerRegistry {
        let registry = try FlavorRegistry([OCIPlugin()])
        let component = Component(
            type: .containerRegistry, name: "registry", flavor: "oci",
            configuration: options.merging(["uri": .string(uri)]) { $1 }, createdAt: Date())
        return try registry.makeContainerRegistry(
            ComponentContext(
                component: component, secrets: secrets.mapValues { SecretString($0) }, access: access,
                home: "/no/such/folder", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    }

    private func waitUntilReady() async throws {
        let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))
        _ = try await persistently(while: { ($0 as? HTTPError)?.isTransient == true }) {
            try await client.send(HTTPRequest(.get, "http://\(host)/v2/"))
        }
    }
}
