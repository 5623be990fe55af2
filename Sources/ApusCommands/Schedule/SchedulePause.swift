import ApusModel
import ArgumentParser

struct SchedulePause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Keep a schedule from running until it is resumed; runs under way go on.")

    @OptionGroup var reference: ScheduleReference

    func run() async throws {
        let session = try await Session.open()
        let schedule = try await reference.find(in: session)
        if schedule.isSuspended {
            Console.error.print("Schedule '\(schedule.name)' is paused already.")
            return
        }
        try await SchedulePlacement(session: session).setSuspended(true, of: schedule)
        Console.error.print(
            "Paused schedule '\(schedule.name)'. To go on: apus pipeline schedule resume \(schedule.name)")
    }
}
