import ApusClient
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import HollowCluster
import Logging
import Subprocess
import SystemPackage

/// Runs of one plan, each driven by processes of `crash-driver`, on a real control plane and over a real server.
struct CrashTrial: Sendable {
    /// How a process of the driver ended.
    struct End: Sendable {
        /// Whether it was killed.
        let wasKilled: Bool
        /// How many moments it counted, when it lived.
        let moments: Int?
        let text: String
    }

    let trial: ClusterTrial
    let url: String
    private let remote: RemoteStore

    /// Calls `body` while a server keeps the trial's store.
    static func run(
        _ setup: TrialSetup, _ body: @escaping @Sendable (CrashTrial) async throws -> Void
    ) async throws {
        try await ClusterTrial.run(setup) { trial in
            try await withScratchFolder { folder in
                let (urls, feed) = AsyncStream.makeStream(of: String.self)
                let server = MetadataServer(
                    configuration: ServerConfiguration(
                        host: "127.0.0.1", port: 0, folder: folder,
                        passwordCost: PasswordCost(logRounds: 1, blockSize: 1, parallelism: 1)),
                    store: trial.store,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, onListening: { feed.yield($0) })
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        defer { feed.finish() }
                        try await server.run()
                    }
                    guard let url = await urls.first(where: { _ in true }) else {
                        throw ApusError(.internalFailure, "the server ended before it listened")
                    }
                    let key = try Data(contentsOf: URL(filePath: folder.appending("api-key").string))
                    let remote = try RemoteStore(
                        url: url, token: SecretString(String(decoding: key, as: UTF8.self).trimmed),
                        client: CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none)))
                    try await body(CrashTrial(trial: trial, url: url, remote: remote))
                    group.cancelAll()
                }
            }
        }
    }

    /// A new run of the trial's plan.
    func makeRun() async throws -> Run {
        let id = Identifier<Run>.make()
        let run = Run(id: id, name: "crash-\(id.short)", pipeline: "trial", stack: "hollow", createdAt: Date())
        try await trial.store.create(run, plan: trial.plan)
        return run
    }

    /// Drives the run by one process.
    /// - Parameter moment: at which it is killed; `nil`: it lives until the run is over.
    func drive(_ run: Run, dyingAt moment: Int? = nil) async throws -> End {
        var arguments = ["--run", run.id.rawValue, "--server", url]
        if let moment { arguments += ["--die-at", String(moment)] }
        let token = try await remote.runToken(for: run.id)
        let result = try await Subprocess.run(
            .path(Self.program), arguments: Arguments(arguments),
            environment: .inherit.updating(["APUS_RUN_TOKEN": token.revealed()]), output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 20))
        let words = result.standardOutput.split(whereSeparator: \.isWhitespace)
        var wasKilled = false
        if case .signaled = result.terminationStatus { wasKilled = true }
        return End(
            wasKilled: wasKilled, moments: words.last.flatMap { Int($0) },
            text: "\(result.terminationStatus) \(result.standardOutput) \(result.standardError)")
    }

    /// Beside the tests, whatever programs other tests use: it is one of theirs.
    private static let program = BuildFolder.path.appending("crash-driver")
}
