import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

/// Keeps the two sides of a schedule together: the record in the store and what the orchestrator has.
///
/// Whatever fails, what is left is what was there before, or the error says what is left.
struct SchedulePlacement {
    let session: Session

    /// The components that the schedule was compiled for, and its plan.
    func parts(of schedule: Schedule) async throws -> (parts: StackParts, plan: RunPlan) {
        let plan = try await session.store.plan(of: schedule.id)
        return (try await StackParts(plan.components, of: "schedule '\(schedule.name)'", session), plan)
    }

    /// Stores and places a new schedule.
    /// - Returns: the schedule as it is stored then.
    func create(_ schedule: Schedule, _ compiled: CompiledPipeline) async throws -> Schedule {
        try await session.store.create(schedule, plan: compiled.plan)
        do {
            return try await place(schedule, plan: compiled.plan, compiled.parts)
        } catch {
            try await session.store.deleteSchedule(schedule.id)
            throw error
        }
    }

    /// Puts `schedule` in the place of `stored`, on both sides. An orchestrator that is not the new one's gives it up
    /// first.
    /// - Parameter compiled: what it runs from now on, or `nil` for what it ran.
    func update(
        _ schedule: Schedule, replacing stored: Schedule, _ compiled: CompiledPipeline? = nil
    ) async throws -> Schedule {
        let (oldParts, oldPlan) = try await parts(of: stored)
        let plan = compiled?.plan ?? oldPlan
        let moves = !plan.hasSamePlace(as: oldPlan)
        try await session.store.update(schedule, replacing: stored, plan: compiled?.plan)
        do {
            if moves { try await oldParts.orchestrator.deleteSchedule(stored.id) }
            return try await place(schedule, plan: plan, compiled?.parts ?? oldParts)
        } catch {
            try await session.store.update(stored, replacing: schedule, plan: oldPlan)
            if moves { _ = try await place(stored, plan: oldPlan, oldParts) }
            throw error
        }
    }

    /// Has the orchestrator take the stored schedule over, and keeps what it calls it.
    func place(_ schedule: Schedule, plan: RunPlan, _ parts: StackParts) async throws -> Schedule {
        let submission = try await parts.orchestrator.put(
            SubmittedSchedule(schedule: schedule, plan: plan, environment: try await parts.environment(session)))
        if let notice = submission.notice { Console.error.print(notice) }
        var placed = schedule
        placed.handle = submission.handle
        try await session.store.update(placed, replacing: schedule, plan: nil)
        return placed
    }

    /// Keeps the schedule from firing, or lets it fire again, on both sides.
    func setSuspended(_ isSuspended: Bool, of schedule: Schedule) async throws {
        let orchestrator = try await parts(of: schedule).parts.orchestrator
        _ = try await ScheduleSwitch(store: session.store).set(isSuspended, of: schedule, by: orchestrator)
    }
}

extension RunPlan {
    /// Whether both plans' orchestrators keep schedules in the same place.
    fileprivate func hasSamePlace(as other: RunPlan) -> Bool {
        guard let one = component(.orchestrator), let two = other.component(.orchestrator) else { return false }
        return one.isSamePlace(as: two)
    }
}
