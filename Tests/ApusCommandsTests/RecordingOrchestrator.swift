import ApusCore
import ApusModel
import Synchronization

/// Keeps schedules as a cluster would, and fails when it is told to.
final class RecordingOrchestrator: Orchestrator {
    private let state = Mutex<(placed: [Identifier<Schedule>: PlacedSchedule], failure: ApusError?)>(([:], nil))

    var placed: [PlacedSchedule] { state.withLock { $0.placed.values.sorted { $0.handle < $1.handle } } }

    /// Every later call throws `error`; `nil` mends it.
    func fail(with error: ApusError?) { state.withLock { $0.failure = error } }

    /// Puts something there, or takes it away, behind everybody's back.
    func place(_ schedule: PlacedSchedule) { state.withLock { $0.placed[schedule.schedule] = schedule } }
    func forget(_ id: Identifier<Schedule>) { state.withLock { $0.placed[id] = nil } }

    var canSchedule: Bool { true }

    func put(_ schedule: SubmittedSchedule) async throws -> Submission {
        let record = schedule.schedule
        let place = PlacedSchedule(
            handle: "cron-\(record.name)", schedule: record.id, name: record.name,
            server: schedule.environment.server?.url, cron: record.cron.text, timeZone: record.timeZone,
            isSuspended: record.isSuspended)
        try change { $0[record.id] = place }
        return Submission(handle: place.handle)
    }

    func setSuspended(_ isSuspended: Bool, of schedule: Schedule) async throws {
        try change { placed in
            guard let old = placed[schedule.id] else { throw ApusError(.notFound, "there is no such CronJob") }
            placed[schedule.id] = PlacedSchedule(
                handle: old.handle, schedule: old.schedule, name: old.name, server: old.server, cron: old.cron,
                timeZone: old.timeZone, isSuspended: isSuspended)
        }
    }

    func deleteSchedule(_ id: Identifier<Schedule>) async throws -> Bool {
        try change { $0.removeValue(forKey: id) != nil }
    }

    func placedSchedules() async throws -> [PlacedSchedule] { try change { Array($0.values) } }

    private func change<Answer: Sendable>(
        _ body: (inout [Identifier<Schedule>: PlacedSchedule]) throws -> sending Answer
    ) throws -> Answer {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            return try body(&state.placed)
        }
    }

    func verify() async throws {}
    func diagnose(_ plan: RunPlan, in environment: RunEnvironment) async -> [Diagnostic] { [] }
    func submit(_ run: SubmittedRun) async throws -> Submission { Submission(handle: run.run.name) }
    func follow(_ run: SubmittedRun, output: @escaping @Sendable (OutputLine) async -> Void) async throws -> Run {
        run.run
    }
    func cancel(_ run: SubmittedRun) async throws {}
}
