import ApusModel
import ArgumentParser

struct ScheduleDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a schedule, in the store and in the cluster; its runs stay listed.")

    @OptionGroup var reference: ScheduleReference
    @Flag(help: "Also when runs of it are under way, which are stopped, or the cluster cannot be reached.")
    var force = false
    @OptionGroup var confirmation: ConfirmationOptions

    func run() async throws {
        let session = try await Session.open()
        let schedule = try await reference.find(in: session)
        try confirmation.confirm("delete schedule '\(schedule.name)'")
        Console.error.print(try await ScheduleRemoval(session: session, isForced: force).remove(schedule))
        Console.error.print("Deleted schedule '\(schedule.name)'.")
    }
}
