import ApusModel
import ArgumentParser
import FoundationEssentials

struct ScheduleResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a paused schedule run again.",
        discussion:
            "What was missed meanwhile may be made up, as far as its starting deadline allows: see backfill too.")

    @OptionGroup var reference: ScheduleReference

    func run() async throws {
        let session = try await Session.open()
        var schedule = try await reference.find(in: session)
        if !schedule.isSuspended {
            Console.error.print("Schedule '\(schedule.name)' is not paused.")
            return
        }
        try await SchedulePlacement(session: session).setSuspended(false, of: schedule)
        schedule.isSuspended = false
        let times = ScheduleTimes(schedule: schedule)
        let next = try times.next(after: Date()).first.map { " Its next run is at \(try times.text($0))." } ?? ""
        Console.error.print("Resumed schedule '\(schedule.name)'.\(next)")
    }
}
