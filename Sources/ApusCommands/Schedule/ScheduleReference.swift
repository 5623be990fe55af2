import ApusCore
import ApusModel
import ArgumentParser

/// Names a schedule on a command line.
struct ScheduleReference: ParsableArguments {
    @Argument(help: "The schedule's name.")
    var name: String

    /// The schedule.
    /// - Throws: ``ApusError`` with `.notFound`.
    func find(in session: Session) async throws -> Schedule {
        if let found = try await session.store.schedule(named: name) { return found }
        let known = try await session.store.schedules(ScheduleQuery()).items.map(\.name)
        throw ApusError(
            .notFound, "there is no schedule '\(name)'",
            reason: known.isEmpty ? "there are none" : "there are \(known.prefix(8).joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: known).map { "did you mean '\($0)'?" }
                ?? (known.isEmpty ? "apus pipeline run FILE --schedule CRON" : "apus pipeline schedule list"))
    }
}
