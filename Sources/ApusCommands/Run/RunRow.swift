import ApusModel
import FoundationEssentials

/// A run in a list.
struct RunRow: Encodable, Sendable {
    let run: Run
    /// When the list was made.
    let now: Date

    func encode(to encoder: any Encoder) throws { try run.encode(to: encoder) }

    static let listing = Listing<RunRow>(
        "runs",
        columns: [
            Column("name", in: .name) { .string($0.run.name) },
            Column("pipeline") { .string($0.run.pipeline) },
            Column("stack") { .string($0.run.stack) },
            Column("status", .choice(RunStatus.allCases.map(\.rawValue))) { .string($0.run.status.rawValue) },
            Column("duration", .number, shown: \.durationText) { $0.seconds.map(JSONValue.number) ?? .null },
            Column("created-at", .moment, shown: { Moment.age(of: $0.run.createdAt, now: $0.now) + " ago" }) {
                .moment($0.run.createdAt)
            },
            Column("reason", in: .wide) { .optional($0.run.reason) },
            Column("started-at", .moment, in: .wide) { $0.run.startedAt.map(JSONValue.moment) ?? .null },
            Column("ended-at", .moment, in: .wide) { $0.run.endedAt.map(JSONValue.moment) ?? .null },
            Column("schedule", in: .wide) { .optional($0.run.origin?.name) },
            Column("scheduled-at", .moment, in: .wide) { $0.run.origin?.scheduledAt.map(JSONValue.moment) ?? .null },
            Column("id", in: .wide) { .string($0.run.id.rawValue) },
        ], name: \.run.name)

    private var durationText: String { Moment.duration(from: run.startedAt, to: run.endedAt ?? now) }

    /// How long the run took, or has taken so far.
    private var seconds: Double? {
        run.startedAt.map { (((run.endedAt ?? now).timeIntervalSince($0)) * 1000).rounded() / 1000 }
    }
}
