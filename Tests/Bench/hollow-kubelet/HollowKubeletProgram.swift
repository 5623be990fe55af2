import ApusClient
import ApusHTTP
import ApusModel
import ArgumentParser
import Foundation
import HollowCluster

/// Plays the pods of steps on nodes that are none, for measurements of many steps.
@main
struct HollowKubeletProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hollow-kubelet", abstract: "Play the pods of steps on hollow nodes.",
        discussion: """
            Each pod is said to run and to succeed; meanwhile its attempt is claimed at the server and reported \
            as a success without outputs, as apus-step does. APUS_API_KEY is the key of the server. Says 'ready' \
            when pods can be scheduled, and goes with its nodes when standard input ends.
            """)

    @Option(help: "The value of the nodes' label apus.dev/hollow.")
    var pool: String
    @Option(help: "The server's URL.")
    var server: String
    @Option(help: "How many nodes to make.")
    var nodes = 10
    @Option(help: "How many pods a node takes at a time.")
    var capacity = 2000
    @Option(help: "How many seconds each step takes.")
    var seconds = 0.0
    @Option(help: "Up to how many seconds more it takes, at random.")
    var spread = 0.0

    func run() async throws {
        let key = SecretString(ProcessInfo.processInfo.environment["APUS_API_KEY"] ?? "")
        let store = try RemoteStore(
            url: server, token: key, client: CurlHTTPClient(), retries: RemoteRetries(limit: .seconds(60)))
        let player = StepPlayer(store)
        let kubelet = HollowKubelet(
            try .current(), nodes: (0..<nodes).map { HollowNode("\(pool)-\($0)", pool: pool, capacity: capacity) }
        ) { _ in player.script(lasting: .seconds(seconds + .random(in: 0...spread))) }
        try await kubelet.run {
            print("ready")
            fflush(nil)
            await Self.endOfInput()
        }
        for failure in kubelet.failures.prefix(20) { FileHandle.standardError.write(Data("\(failure)\n".utf8)) }
        if !kubelet.failures.isEmpty { throw ExitCode.failure }
    }

    private static func endOfInput() async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                _ = FileHandle.standardInput.readDataToEndOfFile()
                continuation.resume()
            }
        }
    }
}
