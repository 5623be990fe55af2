import ApusCore
import ApusModel
import ArgumentParser
import FoundationEssentials

struct ScheduleDescribe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Show a schedule, its next five times and its newest runs.")

    @OptionGroup var reference: ScheduleReference
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        let schedule: Schedule
        let explanation: String
        let next: [Date]
        let runs: [Run]
    }

    func run() async throws {
        let session = try await Session.open()
        let schedule = try await reference.find(in: session)
        let times = ScheduleTimes(schedule: schedule)
        let report = Report(
            schedule: schedule, explanation: times.explanation, next: try times.next(after: Date()),
            runs: try await session.store.runs(RunQuery(schedule: schedule.id, limit: 5)).items)
        try output.render(report, names: [schedule.name]) {
            Self.lines(report).lines(style: Console.output.style)
        }
    }

    private static func lines(_ report: Report) -> Details {
        let (schedule, times) = (report.schedule, ScheduleTimes(schedule: report.schedule))
        var details = Details()
        details.add("Schedule", schedule.name)
        details.add("Identity", schedule.id.rawValue)
        details.add("Pipeline", schedule.pipeline)
        details.add("Stack", schedule.stack)
        details.add("Cron", schedule.cron.text)
        details.add("Runs", report.explanation)
        details.add("Paused", schedule.isSuspended ? "yes" : "no")
        for time in report.next { details.add("Next", try? times.text(time)) }  // the zone was found before
        details.add("Concurrency policy", schedule.concurrencyPolicy.rawValue)
        details.add("Starting deadline", schedule.startingDeadlineSeconds.map { "\($0) s" })
        details.add(
            "Kept Jobs",
            "\(schedule.successfulJobsHistoryLimit) that succeeded, \(schedule.failedJobsHistoryLimit) that failed")
        details.add("In the cluster", schedule.handle ?? "not yet: apus pipeline schedule repair")
        details.add("Created", Timestamp.text(schedule.createdAt))
        details.add("Updated", Timestamp.text(schedule.updatedAt))
        for run in report.runs { details.add("Run", "\(run.name) \(run.status.rawValue)") }
        return details
    }
}
