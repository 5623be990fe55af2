import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import ApusPostgres

/// A real PostgreSQL server, of Debian's package, on loopback.
struct PostgresServer: Sendable {
    /// The server of the suite that runs.
    @TaskLocal static var current: PostgresServer?

    /// Where Debian has the programs of the newest version; `nil` when there are none.
    static let programs: FilePath? = {
        let root = FilePath("/usr/lib/postgresql")
        // Without the folder there is no server.
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root.string)) ?? []
        return versions.compactMap(Int.init).max().map { root.appending("\($0)/bin") }
    }()

    let port: Int

    /// Runs `body` with a new server, whose folder goes with it.
    static func with(_ programs: FilePath, _ body: () async throws -> Void) async throws {
        let server = PostgresServer(port: try FreePort.take())
        try await withScratchFolder { root in
            let data = root.appending("data").string
            if getuid() == 0 { try ChildProgram.run(["chown", "postgres", root.string]) }
            try run(
                programs, "initdb", "--auth=trust", "--username=apus", "--locale=C.UTF-8", "--no-sync", "--pgdata", data
            )
            let options = "-p \(server.port) -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
            try run(programs, "pg_ctl", "-D", data, "-o", "\(options) -c max_connections=400", "-w", "start")
            let result: Result<Void, any Error>
            do { result = .success(try await $current.withValue(server) { try await body() }) } catch {
                result = .failure(error)
            }
            try run(programs, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
            try result.get()
        }
    }

    /// A database of its own, which is a schema with a new name.
    func database() throws -> SecretString {
        let name = "t\(UUID().uuidString.filter { $0 != "-" }.lowercased())"
        let url = "postgresql://apus@127.0.0.1:\(port)/postgres"
        try PostgresConnection(PostgresAddress(SecretString(url))).execute("CREATE SCHEMA \(name)")
        return SecretString("\(url)?options=-csearch_path%3D\(name)")
    }

    /// PostgreSQL refuses to run as root.
    private static func run(_ programs: FilePath, _ program: String, _ arguments: String...) throws {
        let user = getuid() == 0 ? ["setpriv", "--reuid=postgres", "--clear-groups"] : []
        try ChildProgram.run(user + [programs.appending(program).string] + arguments)
    }
}

/// Lets the tests of a suite share a server, which goes when they are over.
struct OnPostgres: SuiteTrait, TestScoping {
    func provideScope(for test: Test, testCase: Test.Case?, performing body: () async throws -> Void) async throws {
        guard let programs = PostgresServer.programs else { return try await body() }
        try await PostgresServer.with(programs, body)
    }
}
