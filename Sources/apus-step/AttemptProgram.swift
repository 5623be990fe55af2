import ApusBundledArtifactStores
import ApusCore
import ApusModel
import ApusPluginHost
import ApusRunner
import ApusWire
import FoundationEssentials
import Glibc
import Logging
import SystemPackage

/// What `apus-step run` does, apart from waiting for signals.
struct AttemptProgram {
    let attempt: Attempt.Key
    let holder: String
    /// From a request to stop to SIGKILL, where the server keeps the run.
    let grace: Duration

    func run(_ signals: AsyncStream<Int32>, _ feed: AsyncStream<Int32>.Continuation) async -> ExitCode {
        let environment = ProcessInfo.processInfo.environment
        let console = StepConsole()
        do {
            guard let text = environment[StepChannel.variable] else {
                let server = try ServerAuthority(environment)
                return try await run(server, environment, signals, console, isAlone: true, grace: grace)
            }
            let parent = try ParentAuthority(try StepChannel.open(text))
            Task {
                await parent.receiveAnswers()
                feed.yield(SIGTERM)
            }
            let audience = StepChannel.socketPath(text) == nil ? nil : parent
            return try await run(parent, environment, signals, console, audience, grace: .seconds(8))
        } catch {
            console.say("attempt \(attempt) is given up: \(error)")
            return .unavailable
        }
    }

    private func run(
        _ authority: any StepAuthority, _ environment: [String: String], _ signals: AsyncStream<Int32>,
        _ console: StepConsole, _ audience: ParentAuthority? = nil, isAlone: Bool = false, grace: Duration
    ) async throws -> ExitCode {
        let temporary = FilePath(environment["TMPDIR"] ?? "/tmp")
        let home = environment["APUS_HOME"].map { FilePath($0) } ?? temporary.appending("apus")
        let logger = Logger(label: "apus-step") { _ in
            var handler = StreamLogHandler.standardError(label: "apus-step")
            handler.logLevel = .warning
            return handler
        }
        let surroundings = StepRunner.Surroundings(
            registry: try registry(home: home, environment, logger), home: home, temporaryFolder: temporary,
            environment: environment, isFirstProcess: getpid() == 1,
            spares: SpareOutputs(environment), grace: grace)
        let runner = StepRunner(
            authority: authority, surroundings: surroundings, logger: logger,
            announceEnd: { if isAlone { console.announceEnd() } }
        ) { lines in
            await console.show(lines)
            try? await audience?.show(lines.map(\.text))  // its end is seen elsewhere
        }
        switch try await runner.run(attempt, holder: holder, signals: signals) {
        case .succeeded: return .success
        case .failed(let failure):
            console.say(failure.message)
            return .failure
        case .refused(let reason):
            console.say("attempt \(attempt) is not this runner's: \(reason)")
            return .refused
        case .superseded:
            console.say("attempt \(attempt) is no longer wanted")
            return .refused
        }
    }

    /// The artifact stores that come with Apus, and those of the plugins that the user registered on this machine.
    private func registry(
        home: FilePath, _ environment: [String: String], _ logger: Logger
    ) throws -> FlavorRegistry {
        var registry = try BundledArtifactStores.registry()
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")  // Linux always has it
        let host = PluginHost(
            programs: FilePath(own ?? "/").removingLastComponent(), environment: environment, logger: logger)
        for (plugin, error) in host.register(PluginFolder(path: home.appending("plugins")), into: &registry) {
            // Said by apus plugin list; a step that needs it fails by the flavor's name.
            logger.debug("a plugin cannot be used", metadata: ["plugin": "\(plugin)", "error": "\(error)"])
        }
        return registry
    }
}
