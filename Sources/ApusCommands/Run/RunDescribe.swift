import ApusCore
import ApusModel
import ArgumentParser
import FoundationEssentials

struct RunDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show a run, its steps, their times, their artifacts and what they measured."
    )

    @OptionGroup var reference: RunReference
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        let run: Run
        let steps: [StepRun]
    }

    func run() async throws {
        let session = try await Session.open()
        let run = try await reference.find(in: session)
        let report = Report(run: run, steps: try await session.store.steps(of: run.id))
        let finallySteps = output.format == .table ? try await Self.finallySteps(of: run, session) : []
        let previews = output.format == .table ? await ArtifactPreviews.load(report.steps, run: run, session) : [:]
        try output.render(report, names: report.steps.map(\.step)) {
            let style = Console.output.style
            return Self.summary(run).lines(style: style) + [""]
                + Self.stepTable(report.steps, finallySteps).lines(style: style)
                + Self.artifactLines(report.steps, previews, style) + Self.metricLines(report.steps, style)
        }
    }

    /// The names of the finally steps, once their turn has come.
    private static func finallySteps(of run: Run, _ session: Session) async throws -> Set<String> {
        if run.mainOutcome == nil { return [] }
        return Set(try await session.store.plan(of: run.id).steps.filter { $0.role == .finally }.map(\.name))
    }

    private static func summary(_ run: Run) -> Details {
        var details = Details()
        details.add("Run", run.name)
        details.add("Identity", run.id.rawValue)
        details.add("Pipeline", run.pipeline)
        details.add("Stack", run.stack)
        details.add("Schedule", run.origin?.name)
        details.add("Scheduled for", run.origin?.scheduledAt.map(Timestamp.text))
        details.add("Status", run.status.rawValue)
        details.add("Reason", run.reason)
        details.add(
            "Main part",
            run.mainOutcome.map { [$0.status.rawValue, $0.reason].compactMap { $0 }.joined(separator: ": ") })
        details.add("Created", Timestamp.text(run.createdAt))
        details.add("Duration", Moment.duration(from: run.startedAt, to: run.endedAt ?? Date()))
        return details
    }

    private static func stepTable(_ steps: [StepRun], _ finallySteps: Set<String>) -> Table {
        Table(
            ["STEP", "STATUS", "TRIES", "STARTED", "DURATION", "REASON"],
            rows: steps.map { step in
                [
                    step.step + (finallySteps.contains(step.step) ? " (finally)" : ""), step.status.rawValue,
                    String(step.attempts.count),
                    step.startedAt.map(Timestamp.text) ?? "-", Moment.duration(from: step.startedAt, to: step.endedAt),
                    step.reason ?? "",
                ]
            })
    }

    private static func metricLines(_ steps: [StepRun], _ style: Style) -> [String] {
        let table = Table(metricsOf: steps)
        return table.rows.isEmpty ? [] : [""] + table.lines(style: style)
    }

    private static func artifactLines(_ steps: [StepRun], _ previews: [ContentDigest: String], _ style: Style)
        -> [String]
    {
        let rows = steps.flatMap { step in
            step.outputs.sorted { $0.key < $1.key }.map { name, artifact in
                [
                    "\(step.step).\(name)", artifact.kind.rawValue, ByteCount.text(artifact.size),
                    String(artifact.digest.hexadecimal.prefix(12)), previews[artifact.digest] ?? "",
                ]
            }
        }
        if rows.isEmpty { return [] }
        return [""] + Table(["ARTIFACT", "KIND", "SIZE", "SHA-256", "VALUE"], rows: rows).lines(style: style)
    }
}
