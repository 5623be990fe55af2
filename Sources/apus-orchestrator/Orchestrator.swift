import ApusHTTP
import ApusModel
import CLinux
import FoundationEssentials
import Glibc
import Logging

@main
enum Orchestrator {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        apus_share_memory_arena()
        let logger = Self.logger
        do {
            switch try Errand(Array(CommandLine.arguments.dropFirst())) {
            case .help: print(Errand.usage)
            case .version: print(ApusVersion.current)
            case .drive(let run):
                try await onLoop { environment in
                    let token = try environment.runToken()
                    return try await PodDriver(environment: environment, token: token, logger: logger).drive(run)
                }
            case .fire(let schedule):
                try await onLoop { try await FiringDriver(environment: $0, logger: logger).drive(schedule) }
            }
        } catch {
            logger.critical("the run cannot be driven", metadata: ["error": "\(error)"])
            exit(EXIT_FAILURE)
        }
    }

    private static var logger: Logger {
        var logger = Logger(label: "apus-orchestrator") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }

    /// Drives a run on the one thread that its requests happen on, and says what became of it.
    private static func onLoop(_ drive: @Sendable (PodEnvironment) async throws -> Run) async throws {
        let loop = HTTPEventLoop()
        let environment = try PodEnvironment(ProcessInfo.processInfo.environment, loop: loop)
        let run = try await withTaskExecutorPreference(loop) { try await drive(environment) }
        print("run \(run.name) \(run.status.rawValue)")
    }
}
