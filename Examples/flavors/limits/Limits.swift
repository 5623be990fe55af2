import ApusCore
import ApusModel
import ApusPluginSDK
import ApusWire
import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage

/// Serves the orchestrator flavor `limits`: steps as processes of this machine, with limits on CPU and memory.
@main
struct Limits: StackPlugin {
    static let manifest = PluginManifest(
        name: "limits", version: "1.0.0", summary: "Local steps with CPU and memory limits")

    func register(into registry: inout FlavorRegistry) throws {
        try registry.register(
            Flavor(
                type: .orchestrator, name: "limits", summary: "Processes with limits on CPU and memory",
                configuration: Options.self, isRemote: { _ in false }
            ) { options, _ in LimitedProcesses(options: options) })
    }

    static func main() async throws {
        exit(await PluginServer(try StackPluginService(Limits())).run())
    }
}

struct Options: ComponentConfiguration {
    @Setting("Niceness of every step, 0 to 19", scope: .step)
    var nice = 0
    @Setting("Memory in MiB that each process of a step may map; no limit without it", scope: .step)
    var memory: Int?
    @Setting("CPU time in seconds that each process of a step may use; no limit without it", scope: .step)
    var cpuSeconds: Int?
}

/// Starts each attempt in a session of its own, under prlimit(1) and nice(1).
final class LimitedProcesses: AttemptHolder {
    private let options: Options
    private let processes = Mutex<[Attempt.Key: ChildProcess]>([:])
    private let (changes, feed) = AsyncStream.makeStream(of: HeldChange.self)

    init(options: Options) { self.options = options }

    func verify() async throws {
        for tool in ["/usr/bin/prlimit", "/usr/bin/nice"] where access(tool, X_OK) != 0 {
            throw ApusError(.unsupported, "'\(tool)' is not there", hint: "apt-get install util-linux coreutils")
        }
        guard (0...19).contains(options.nice) else {
            throw ApusError(.invalidConfiguration, "option 'nice' cannot be \(options.nice)", reason: "it is 0 to 19")
        }
    }

    func attempts(of run: Identifier<Run>) async throws -> [Attempt.Key] {
        processes.withLock { $0.keys.filter { $0.run == run } }
    }

    func launch(_ attempt: Attempt.Key, _ command: HeldCommand) async throws {
        if processes.withLock({ $0[attempt] != nil }) { return }
        let limits = try Options(command.settings, of: "step '\(attempt.step)'")
        var words = ["prlimit"]
        if let memory = limits.memory { words.append("--as=\(memory << 20)") }
        if let seconds = limits.cpuSeconds { words.append("--cpu=\(seconds)") }
        words += ["/usr/bin/nice", "-n", "\(limits.nice)"] + command.arguments
        let nothing = try FileDescriptor.open("/dev/null", .readWrite)
        defer { close(nothing.rawValue) }
        let process = try ChildProcess(
            "/usr/bin/prlimit", arguments: words, environment: command.environment,
            descriptors: [nothing, nothing, .standardError], leading: .session)
        processes.withLock { $0[attempt] = process }
        feed.yield(HeldChange(attempt, .started))
        Task {
            let status = try await process.ended { _ in process.signal(SIGKILL) }
            feed.yield(HeldChange(attempt, .ended(status)))
            processes.withLock { $0[attempt] = nil }
            feed.yield(HeldChange(attempt, .gone))
        }
    }

    func stop(_ attempt: Attempt.Key) async throws -> Bool {
        guard let process = processes.withLock({ $0[attempt] }) else { return false }
        process.signal(SIGTERM)
        Task {
            try await Task.sleep(for: .seconds(10))
            process.signal(SIGKILL)  // apus-step stops its command earlier, and reports
        }
        return true
    }

    func observe(_ deliver: @escaping @Sendable (HeldChange) -> Void) async throws {
        for await change in changes { deliver(change) }
    }
}
