import ApusCore
import ApusModel
import ApusRunner
import ArgumentParser

struct RunLogs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Print what a run's steps printed, oldest first.",
        discussion: "With --follow it goes on until the run's end; lines come about a second after they were printed.")

    @OptionGroup var reference: RunReference
    @Option(help: "Only this step.")
    var step: String?
    @Flag(name: .shortAndLong, help: "Go on until the run is over.")
    var follow = false

    func run() async throws {
        let session = try await Session.open()
        let run = try await reference.find(in: session)
        let steps = try await session.store.steps(of: run.id)
        if let step { _ = try RunReference.step(step, of: run, steps) }
        let logs = StepLogs(store: try await RunArtifacts(run, session).store())
        if follow, !run.status.isFinal {
            let isOne = step != nil
            return try await LogFollower(store: session.store, logs: logs, step: step) { name, line in
                Self.show(line, of: name, isOne: isOne)
            }.follow(run)
        }
        for item in steps where step == nil || item.step == step {
            for attempt in item.attempts {
                let key = Attempt.Key(run: run.id, step: item.step, number: attempt.number)
                for try await line in logs.lines(of: key) { Self.show(line, of: item.step, isOne: step != nil) }
            }
        }
    }

    private static func show(_ line: LogLine, of step: String, isOne: Bool) {
        Console.output.print(isOne ? line.text : "[\(step)] \(line.text)")
    }
}
