import ApusClient
import ApusDriver
import ApusEngine
import ApusHTTP
import ApusModel
import ArgumentParser
import FoundationEssentials
import KubernetesClient
import KubernetesDriver
import KubernetesKubeconfig
import KubernetesManifests
import Logging

/// Drives a run as `apus-orchestrator` does, and kills itself at a moment that is counted.
@main
struct CrashDriver: AsyncParsableCommand {
    @Option(help: "The identity of the run.")
    var run: String
    @Option(help: "The URL of the server that keeps the run.")
    var server: String
    @Option(help: "At which moment to die; never without it.")
    var dieAt: Int?

    func run() async throws {
        let countdown = Countdown(dieAt: dieAt)
        let logger = Logger(label: "crash-driver") { StreamLogHandler.standardError(label: $0) }
        let token = SecretString(ProcessInfo.processInfo.environment["APUS_RUN_TOKEN"] ?? "")
        let store = try RemoteStore(
            url: server, token: token, client: CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none)))
        let client = KubernetesClient(try Kubeconfig.load().access(), logger: logger)
        let ended = try await RunDriver.drive(
            Identifier(rawValue: run), store: CountingStore(store: store, countdown: countdown),
            timing: DriverTiming(shortestPause: .milliseconds(50), longestPause: .milliseconds(400)), logger: logger
        ) { run, plan in
            let options = try PlanOptions(plan)
            let launcher = KubernetesStepLauncher(
                client: client, run: run, options: options,
                manifests: JobManifest(
                    run: run, plan: plan, options: options,
                    server: ServerEnvironment(url: server, token: .secret("none"))),
                namespace: options.run.kubernetesNamespace, owner: nil, logger: logger)
            return (CountingLauncher(launcher: launcher, countdown: countdown), EnginePolicy(options))
        }
        print("\(ended.status.rawValue) \(countdown.passed)")
    }
}
