import ApusCore
import ApusHost
import ApusModel
import ApusRunner
import ArgumentParser

struct RunExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say in words why a step waits, failed, or did not run.",
        discussion: "Of a step that is not over the infrastructure is asked too: a pod that waits says there what for.")

    @Argument(help: "The step's name.")
    var step: String
    @Option(help: "The run: its name, identity, or the beginning of either; the newest run without it.")
    var run: String?

    func run() async throws {
        let session = try await Session.open()
        let run = try await RunReference.find(run, in: session)
        let (plan, steps) = (try await session.store.plan(of: run.id), try await session.store.steps(of: run.id))
        let found = try RunReference.step(step, of: run, steps)
        let explanation = StepExplanation(of: found, in: run, plan: plan, steps: steps)
        Console.output.print(explanation.text)
        if let attempt = explanation.liveAttempt, let component = plan.component(.orchestrator) {
            let orchestrator = try session.registry.makeOrchestrator(try await session.factory.context(for: component))
            let situation = try await orchestrator.situation(of: attempt, in: run)
            Console.output.print([situation].compactMap { $0 })
        }
        if found.status == .failed {
            for line in try await lastLines(of: found, run, session) { Console.output.print("  | \(line)") }
        }
    }

    private static let shownLines = 10

    private func lastLines(of failed: StepRun, _ run: Run, _ session: Session) async throws -> [String] {
        guard let newest = failed.attempts.last else { return [] }
        let logs = StepLogs(store: try await RunArtifacts(run, session).store())
        var lines: [String] = []
        for try await line in logs.lines(of: Attempt.Key(run: run.id, step: failed.step, number: newest.number)) {
            lines.append(line.text)
            if lines.count > Self.shownLines { lines.removeFirst() }
        }
        return lines
    }
}
