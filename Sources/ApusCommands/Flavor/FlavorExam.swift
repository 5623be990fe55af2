import ApusCore
import ApusHost
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials

/// Tries a plugin, check by check, and says the result of each.
struct FlavorExam {
    let session: Session
    let plugin: InstalledPlugin
    /// An image that a container registry has.
    let base: String?
    private(set) var count = 0
    private(set) var failures = 0

    init(session: Session, plugin: InstalledPlugin, base: String?) {
        self.session = session
        self.plugin = plugin
        self.base = base
    }

    var trial: PluginTrial { PluginTrial(plugin, in: session.plugins) }

    /// What has nothing to do with a flavor.
    mutating func tryChannel() async throws {
        heading("plugin '\(plugin.manifest.name)' \(plugin.manifest.version) (\(plugin.kind.rawValue))")
        for check in PluginTrial.Check.channel { await report(check.name) { [trial] in try await trial.run(check) } }
    }

    /// What the plugin costs.
    func sayTimes() async throws {
        let times = try await trial.times()
        Console.output.print("starts in \(times.start.milliseconds) ms, answers in \(times.request.milliseconds) ms")
    }

    /// The contract of the flavor's type, with a component that has these options.
    mutating func tryFlavor(_ flavor: Flavor, _ options: [String: String]) async throws {
        heading("\(flavor.type) flavor '\(flavor.name)'")
        let values = try flavor.schema.parse(options, of: "\(flavor.type) flavor '\(flavor.name)'")
        let (plain, secrets) = flavor.schema.separatingSecrets(values)
        let component = Component(
            type: flavor.type, name: "test", flavor: flavor.name, configuration: plain,
            secretOptions: secrets.keys.sorted(), createdAt: Date())
        let context = ComponentContext(
            component: component, secrets: secrets, home: session.home.path, logger: session.logger)
        switch try flavor.make(context) {
        case let store as any ArtifactStore: try await tryArtifactStore(store)
        case let orchestrator as any Orchestrator: await tryOrchestrator(orchestrator)
        case let registry as any ContainerRegistry: try await tryRegistry(registry)
        case let other: await report("verifying succeeds") { try await other.verify() }
        }
    }

    func heading(_ text: String) { Console.output.print(Console.output.style.bold(text)) }

    mutating func report(_ name: String, _ body: () async throws -> Void) async {
        count += 1
        do {
            try await body()
            Console.output.print("ok      \(name)")
        } catch {
            failures += 1
            let text = (error as? ConformanceFailure)?.observation ?? "\(error)"
            Console.output.print("FAILED  \(name): \(text.replacing("\n", with: "; "))")
        }
    }
}

extension Duration {
    /// With three digits after the point.
    fileprivate var milliseconds: Double { ((self / .milliseconds(1)) * 1000).rounded() / 1000 }
}
