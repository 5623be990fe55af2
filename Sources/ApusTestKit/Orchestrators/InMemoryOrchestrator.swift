public import ApusCore
import ApusDriver
public import ApusModel
import FoundationEssentials
import Logging
import Synchronization

/// Runs pipelines in this process, whose steps are processes of this machine without artifacts: their commands are
/// given their variables, and nothing of their inputs and outputs.
///
/// A run goes on whether somebody follows it or not, and is forgotten with this value.
public final class InMemoryOrchestrator: Orchestrator {
    private struct Course {
        let end: Task<Run, any Error>
        let transcript: OutputTranscript
    }

    private let courses = Mutex<[Identifier<Run>: Course]>([:])

    public init() {}

    deinit { for course in courses.withLock({ Array($0.values) }) { course.end.cancel() } }

    public func verify() async throws {}

    /// Finds steps that have inputs or outputs.
    public func diagnose(_ plan: RunPlan, in environment: RunEnvironment) async -> [Diagnostic] {
        plan.steps.filter { !$0.inputs.isEmpty || !$0.outputs.isEmpty }.map { step in
            Diagnostic(.error, "step '\(step.name)' has artifacts", reason: "steps in this process have none")
        }
    }

    public func submit(_ run: SubmittedRun) async throws -> Submission {
        if let finding = await diagnose(run.plan, in: run.environment).first {
            throw ApusError(.rejected, finding.summary, reason: finding.reason)
        }
        _ = course(of: run)
        return Submission(handle: run.run.name)
    }

    /// Gives `output` what the run printed from its beginning on.
    public func follow(
        _ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void
    ) async throws -> Run {
        let course = course(of: run)
        for await line in course.transcript.lines() { await output(line) }
        try Task.checkCancellation()
        return try await course.end.value
    }

    public func cancel(_ run: SubmittedRun) async throws {
        try await run.environment.store.requestCancellation(of: run.run.id, at: Date())
    }

    /// The course that the run takes, begun with the first question.
    private func course(of run: SubmittedRun) -> Course {
        courses.withLock { courses in
            if let course = courses[run.run.id] { return course }
            let transcript = OutputTranscript()
            let launcher = CommandLauncher(store: run.environment.store) { transcript.append($0) }
            let driver = RunDriver(
                run: run.run.id, store: run.environment.store, launcher: launcher,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let end = Task {
                defer { transcript.finish() }
                return try await driver.drive()
            }
            let course = Course(end: end, transcript: transcript)
            courses[run.run.id] = course
            return course
        }
    }
}
