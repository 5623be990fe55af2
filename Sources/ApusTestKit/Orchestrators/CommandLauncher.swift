import ApusCore
import ApusDriver
import ApusModel
import FoundationEssentials
import Subprocess
import Synchronization
import SystemPackage

/// Runs attempts as processes of this machine, and is their runner too: claims, runs the command, reports. They end
/// with the launcher's observation.
final class CommandLauncher: StepLauncher {
    private let store: any RunStore
    private let output: @Sendable (OutputLine) -> Void
    private let holder = Identifier<CommandLauncher>.make().rawValue
    private let work = Mutex<[Attempt.Key: Task<Void, Never>]>([:])
    private let (observations, feed) = AsyncStream.makeStream(of: StepObservation.self)

    init(store: any RunStore, output: @escaping @Sendable (OutputLine) -> Void) {
        self.store = store
        self.output = output
    }

    func adopt() async throws -> [Attempt.Key] { [] }

    func launch(_ attempt: Attempt.Key, of step: PlannedStep) async throws {
        work.withLock { work in
            if work[attempt] == nil { work[attempt] = Task { await run(attempt) } }
        }
    }

    func stop(_ attempt: Attempt.Key) async throws -> StopAnswer {
        guard let task = work.withLock({ $0[attempt] }) else { return .absent }
        task.cancel()
        return .stopping
    }

    func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        defer { for task in work.withLock({ Array($0.values) }) { task.cancel() } }
        for await observation in observations { deliver(observation) }
        throw CancellationError()
    }

    private func run(_ attempt: Attempt.Key) async {
        do {
            if case .granted(let assignment) = try await store.claim(attempt, holder: holder, at: Date()) {
                feed.yield(StepObservation(attempt, .started))
                let outcome = await outcome(of: assignment)
                _ = try await store.report(
                    AttemptReport(attempt: attempt, holder: holder, outcome: outcome), at: Date())
            }
            feed.yield(StepObservation(attempt, .ended(nil)))
        } catch {
            feed.yield(StepObservation(attempt, .ended(AttemptFailure(.infrastructure, "\(error)"))))
        }
        feed.yield(StepObservation(attempt, .gone))
    }

    private func outcome(of assignment: StepAssignment) async -> AttemptReport.Outcome {
        let words = assignment.command.arguments
        var variables: [Environment.Key: String?] = [:]
        for (name, value) in assignment.environment { variables[Environment.Key(stringLiteral: name)] = value }
        do {
            let result = try await Subprocess.run(
                words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
                arguments: Arguments(Array(words.dropFirst())),
                environment: .inherit.updating(variables), output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20))
            for text in [result.standardOutput, result.standardError] {
                for line in text.split(separator: "\n") {
                    output(OutputLine(step: assignment.attempt.step, text: String(line)))
                }
            }
            switch result.terminationStatus {
            case .exited(0): return .succeeded(outputs: [:])
            case _ where Task.isCancelled: break
            case .exited(let code):
                return .failed(
                    AttemptFailure(.command, "the command ended with exit code \(code)", exitCode: Int(code)))
            case .signaled(let signal):
                return .failed(AttemptFailure(.command, "the command ended by signal \(signal)"))
            }
        } catch {
            if !Task.isCancelled { return .failed(AttemptFailure(.permanent, "the command cannot run: \(error)")) }
        }
        return .failed(AttemptFailure(.cancelled, "the command was stopped"))
    }
}
