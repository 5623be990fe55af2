import ApusModel
import ArgumentParser
import FoundationEssentials

struct ScheduleTrigger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger", abstract: "Run a schedule's pipeline now, out of turn, paused or not.")

    @OptionGroup var reference: ScheduleReference
    @Flag(help: "Show what the steps print until the run is over; a run that fails is exit code 10.")
    var wait = false

    func run() async throws {
        let session = try await Session.open()
        let schedule = try await reference.find(in: session)
        let firing = Firing.triggered("trigger-\(Identifier<Run>.make())")
        let run = try await FiredRuns(of: schedule, session).run(firing, waiting: wait)
        Console.output.print(run.name)
        try run.checkSuccess()
    }
}
