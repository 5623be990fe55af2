import ApusModel
import FoundationEssentials
import Glibc
import Logging

@main
enum Orchestrator {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        var logger = Logger(label: "apus-orchestrator") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        do {
            switch try Errand(Array(CommandLine.arguments.dropFirst())) {
            case .help: print(Errand.usage)
            case .version: print(ApusVersion.current)
            case .drive(let run):
                let environment = try PodEnvironment(ProcessInfo.processInfo.environment)
                let token = try environment.runToken()
                try tell(await PodDriver(environment: environment, token: token, logger: logger).drive(run))
            case .fire(let schedule):
                let environment = try PodEnvironment(ProcessInfo.processInfo.environment)
                try tell(await FiringDriver(environment: environment, logger: logger).drive(schedule))
            }
        } catch {
            logger.critical("the run cannot be driven", metadata: ["error": "\(error)"])
            exit(EXIT_FAILURE)
        }
    }

    private static func tell(_ run: Run) { print("run \(run.name) \(run.status.rawValue)") }
}
