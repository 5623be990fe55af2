import ApusModel
import FoundationEssentials

/// A schedule in a list.
struct ScheduleRow: Encodable, Sendable {
    let schedule: Schedule
    /// When it comes next; `nil` while it is paused.
    let next: Date?

    init(_ schedule: Schedule, now: Date) throws {
        self.schedule = schedule
        next = try ScheduleTimes(schedule: schedule).next(after: now).first
    }

    func encode(to encoder: any Encoder) throws { try schedule.encode(to: encoder) }

    static let listing = Listing<ScheduleRow>(
        "schedules",
        columns: [
            Column("name", in: .name) { .string($0.schedule.name) },
            Column("pipeline") { .string($0.schedule.pipeline) },
            Column("stack") { .string($0.schedule.stack) },
            Column("cron") { .string($0.schedule.cron.text) },
            Column("time-zone") { .string($0.schedule.timeZone) },
            Column("paused", .flag) { .boolean($0.schedule.isSuspended) },
            Column("next", .moment) { $0.next.map(JSONValue.moment) ?? .null },
            Column("times", in: .wide) { .string($0.schedule.cron.explanation) },
            Column("concurrency-policy", .choice(Schedule.ConcurrencyPolicy.allCases.map(\.rawValue)), in: .wide) {
                .string($0.schedule.concurrencyPolicy.rawValue)
            },
            Column("handle", in: .wide) { .optional($0.schedule.handle) },
            Column("created-at", .moment, in: .wide) { .moment($0.schedule.createdAt) },
            Column("updated-at", .moment, in: .wide) { .moment($0.schedule.updatedAt) },
            Column("id", in: .wide) { .string($0.schedule.id.rawValue) },
        ], name: \.schedule.name)
}
