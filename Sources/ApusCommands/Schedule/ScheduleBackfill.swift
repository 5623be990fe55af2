import ApusCore
import ApusModel
import ArgumentParser
import FoundationEssentials

struct ScheduleBackfill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill", abstract: "Run a schedule's pipeline for times that have passed.",
        discussion: """
            One run for each time of the schedule in the interval, one after the other, oldest first; times that have \
            a run already are left out. Steps see the time in APUS_SCHEDULED_AT. A run that fails does not keep the \
            later ones from running; the exit code is 10 then.
            """)

    @OptionGroup var reference: ScheduleReference
    @Option(help: "The first time: a day in the schedule's time zone, or 2026-01-31T08:00:00Z.")
    var from: String
    @Option(help: "The last time; a day counts to its end.")
    var to: String
    @Flag(help: "Only say which runs would be made.")
    var dryRun = false

    func run() async throws {
        let session = try await Session.open()
        let schedule = try await reference.find(in: session)
        let times = try BackfillInterval(of: schedule, from: from, to: to, now: Date()).times
        let made = try await slots(of: schedule, session)
        let missing = times.filter { !made.contains(Firing.scheduled($0).slot) }
        Console.error.print("\(times.count) times, \(times.count - missing.count) of which have a run already.")
        let shown = ScheduleTimes(schedule: schedule)
        if dryRun {
            for time in missing { Console.output.print(try shown.text(time)) }
            return
        }
        let runs = try await FiredRuns(of: schedule, session)
        var failed: [String] = []
        for time in missing {
            Console.error.print("For \(try shown.text(time)):")
            let run = try await runs.run(.scheduled(time), waiting: true)
            if run.status != .succeeded { failed.append(run.name) }
        }
        if failed.isEmpty { return }
        throw ApusError(
            .runFailed, "\(failed.count) of \(missing.count) runs did not succeed",
            reason: failed.prefix(8).joined(separator: ", "), hint: "apus pipeline schedule history \(schedule.name)")
    }

    /// The firings that have a run.
    private func slots(of schedule: Schedule, _ session: Session) async throws -> Set<String> {
        var (found, query) = (Set<String>(), RunQuery(schedule: schedule.id, limit: 500))
        repeat {
            let page = try await session.store.runs(query)
            found.formUnion(page.items.compactMap(\.origin?.slot))
            query.cursor = page.next
        } while query.cursor != nil
        return found
    }
}
