import ApusModel
import ArgumentParser
import FoundationEssentials

struct ScheduleUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Change when a schedule runs.",
        discussion: "For other code, images or settings, run the pipeline again with the same schedule name.")

    @OptionGroup var reference: ScheduleReference
    @OptionGroup var changes: ScheduleChangeOptions

    func run() async throws {
        if changes.isEmpty {
            throw ApusError(
                .invalidArgument, "there is nothing to change", reason: "no option says what",
                hint: "apus pipeline schedule update \(reference.name) --cron '30 2 * * *'")
        }
        let session = try await Session.open()
        let stored = try await reference.find(in: session)
        var wanted = stored
        try changes.apply(to: &wanted)
        if wanted == stored {
            Console.error.print("Schedule '\(stored.name)' is like that already.")
            return
        }
        wanted.updatedAt = Timestamp.rounded(Date())
        let updated = try await SchedulePlacement(session: session).update(wanted, replacing: stored)
        let times = ScheduleTimes(schedule: updated)
        Console.error.print("Schedule '\(updated.name)' runs \(times.explanation) from now on.")
        for time in try times.next(after: Date()) { Console.error.print("  \(try times.text(time))") }
    }
}
