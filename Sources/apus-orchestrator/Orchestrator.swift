import ApusModel
import ArgumentParser
import FoundationEssentials
import Glibc
import Logging

@main
struct Orchestrator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apus-orchestrator", abstract: "Drives one run from inside the cluster: one pod per step.",
        version: ApusVersion.current)

    @Option(help: "The identity of the run to drive.")
    var run: String?
    @Option(help: "The identity of the schedule whose firing this is; the server makes the run.")
    var schedule: String?

    func validate() throws {
        if (run == nil) == (schedule == nil) { throw ValidationError("give either --run or --schedule") }
    }

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        var logger = Logger(label: "apus-orchestrator") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        do {
            let ended = try await drive(try PodEnvironment(ProcessInfo.processInfo.environment), logger)
            print("run \(ended.name) \(ended.status.rawValue)")
        } catch let error as ApusError {
            logger.critical("the run cannot be driven", metadata: ["error": "\(error)"])
            throw ExitCode.failure
        }
    }

    private func drive(_ environment: PodEnvironment, _ logger: Logger) async throws -> Run {
        if let schedule {
            return try await FiringDriver(environment: environment, logger: logger)
                .drive(Identifier(rawValue: schedule))
        }
        let token = try environment.token("APUS_RUN_TOKEN")
        return try await PodDriver(environment: environment, token: token, logger: logger)
            .drive(Identifier(rawValue: run ?? ""))
    }
}
