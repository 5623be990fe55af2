public import ApusCore
public import ApusModel
public import FoundationEssentials

/// Pauses schedules and lets them go on, in the store and at their orchestrator.
public struct ScheduleSwitch: Sendable {
    private let store: any MetadataStore
    private let now: @Sendable () -> Date

    /// - Parameter now: the time, for the date of the change.
    public init(store: any MetadataStore, now: @escaping @Sendable () -> Date = { Date() }) {
        self.store = store
        self.now = now
    }

    /// Keeps the schedule from firing, or lets it fire again. Runs under way stay as they are.
    /// - Parameter orchestrator: the one that has the schedule.
    /// - Returns: the schedule as it is stored then.
    /// - Throws: what the orchestrator throws, and nothing is changed then; ``/ApusModel/ApusError`` with `.conflict`
    ///   when somebody else changed the schedule meanwhile.
    public func set(
        _ isSuspended: Bool, of schedule: Schedule, by orchestrator: any Orchestrator
    ) async throws -> Schedule {
        try await orchestrator.setSuspended(isSuspended, of: schedule)
        var changed = schedule
        changed.isSuspended = isSuspended
        changed.updatedAt = Timestamp.rounded(now())
        try await store.update(changed, replacing: schedule, plan: nil)
        return changed
    }
}
