import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import Logging
import SystemPackage
import Testing
import Waiting

@testable import S3Plugin

/// A real S3 endpoint on loopback: moto (https://docs.getmoto.org/en/latest/docs/server_mode.html).
struct MotoServer: Sendable {
    let port: UInt16

    /// What `APUS_MOTO_SERVER` says, else where Scripts/setup puts the program.
    static let program: String = {
        let environment = ProcessInfo.processInfo.environment
        return environment["APUS_MOTO_SERVER"]
            ?? "\(environment["HOME"] ?? "")/.cache/apus-testbed/venv/bin/moto_server"
    }()

    static var isInstalled: Bool { access(program, X_OK) == 0 }

    /// Runs `body` with a server of its own. One that checks credentials knows none.
    static func with<Result>(
        checkingCredentials: Bool = false, _ body: (MotoServer) async throws -> Result
    ) async throws -> Result {
        let server = MotoServer(port: UInt16(try FreePort.take()))
        let process = try start(server.port, checkingCredentials: checkingCredentials)
        let result: Swift.Result<Result, any Error>
        do {
            try await server.waitUntilReady()
            result = .success(try await body(server))
        } catch {
            result = .failure(error)
        }
        kill(process, SIGKILL)
        _ = try await blocking {
            var status: Int32 = 0
            return waitpid(process, &status, 0)
        }
        return try result.get()
    }

    /// A store in `bucket`, which is not made by this.
    func store(
        bucket: String, addressing: S3Addressing = .path, prefix: String = "", secret: String = "secret"
    ) throws -> S3ArtifactStore {
        let host = addressing == .path ? "127.0.0.1" : "localhost"
        let options: [String: JSONValue] = [
            "path": .string("s3://\(bucket)\(prefix)"), "endpoint_url": .string("http://\(host):\(port)"),
            "addressing": .string(addressing.rawValue),
        ]
        let component = Component(
            type: .artifactStore, name: "bucket", flavor: "s3", configuration: options,
            secretOptions: ["access_key_id", "secret_access_key"], createdAt: Date())
        let context = ComponentContext(
            component: component,
            secrets: ["access_key_id": SecretString("AKIATEST"), "secret_access_key": SecretString(secret)],
            home: "/nowhere", logger: Logger(label: "test"))
        let registry = try FlavorRegistry([S3Plugin()])
        guard let store = try registry.makeArtifactStore(context) as? S3ArtifactStore else {
            throw ApusError(.internalFailure, "the flavor made something else")
        }
        return store
    }

    /// A store in a new bucket.
    func newStore(addressing: S3Addressing = .path, prefix: String = "") async throws -> S3ArtifactStore {
        let bucket = "bucket-\(UUID().uuidString.lowercased())"
        let store = try store(bucket: bucket, addressing: addressing, prefix: prefix)
        _ = try await store.client.send(S3Request(method: .put, key: "", action: "making the bucket"))
        return store
    }

    private func waitUntilReady() async throws {
        try await eventually("moto_server to start", every: .milliseconds(50)) { try await blocking { isListening } }
    }

    private var isListening: Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        return Self.withAddress(port) { connect(socket, $0, $1) } == 0
    }

    private static func withAddress(_ port: UInt16, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func start(_ port: UInt16, checkingCredentials: Bool) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var variables = ProcessInfo.processInfo.environment
        if checkingCredentials { variables["INITIAL_NO_AUTH_ACTION_COUNT"] = "0" }
        let words: [String] = [program, "-H", "127.0.0.1", "-p", "\(port)"]
        let arguments = words.map { strdup($0) } + [nil]
        let environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, nil, arguments, environment)
        if code != 0 { throw ApusError(.unavailable, "moto_server cannot be started: \(code)") }
        return process
    }
}

/// Gives the tests of a suite one server.
struct SharedMotoServer: SuiteTrait, TestScoping {
    @TaskLocal static var current: MotoServer?

    static var server: MotoServer {
        get throws {
            guard let current else { throw ApusError(.internalFailure, "the suite has no server") }
            return current
        }
    }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await MotoServer.with { server in
            try await Self.$current.withValue(server) { try await function() }
        }
    }
}

extension Trait where Self == SharedMotoServer {
    static var motoServer: Self { SharedMotoServer() }
}
