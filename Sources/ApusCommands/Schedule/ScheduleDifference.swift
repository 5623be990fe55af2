import ApusCore
import ApusModel

/// Where the two sides of a schedule do not agree.
enum ScheduleDifference: Encodable {
    /// The store has it, the infrastructure does not.
    case missing(Schedule)
    /// Both have it, and differ in these things.
    case different(Schedule, [String])
    /// The infrastructure has it, and the store, which is its own, does not.
    case orphan(PlacedSchedule)
    /// It is of another server, or of one that is not known: nobody's business here.
    case foreign(PlacedSchedule)

    /// - Parameters:
    ///   - schedules: those in the store that the orchestrator should have.
    ///   - known: every schedule in the store.
    ///   - server: the URL of the store.
    static func all(
        _ schedules: [Schedule], _ placed: [PlacedSchedule], known: Set<Identifier<Schedule>>, server: String?
    ) -> [ScheduleDifference] {
        let byID = Dictionary(placed.map { ($0.schedule, $0) }) { first, _ in first }
        let stored = schedules.compactMap { schedule -> ScheduleDifference? in
            guard let place = byID[schedule.id] else { return .missing(schedule) }
            let differences = differences(schedule, place, server: server)
            return differences.isEmpty ? nil : .different(schedule, differences)
        }
        let rest = placed.filter { place in !schedules.contains { $0.id == place.schedule } }
        return stored
            + rest.map { place in
                place.server == server && !known.contains(place.schedule) ? .orphan(place) : .foreign(place)
            }
    }

    private static func differences(_ schedule: Schedule, _ place: PlacedSchedule, server: String?) -> [String] {
        var found: [String] = []
        if place.cron != schedule.cron.text { found.append("cron is '\(place.cron)' and not '\(schedule.cron)'") }
        // A cluster without time zones has none to differ in.
        if let zone = place.timeZone, zone != schedule.timeZone {
            found.append("time zone is '\(zone)' and not '\(schedule.timeZone)'")
        }
        if place.isSuspended != schedule.isSuspended {
            found.append(place.isSuspended ? "it is paused and should not be" : "it is not paused and should be")
        }
        if place.server != server { found.append("its server is '\(place.server ?? "-")' and not '\(server ?? "-")'") }
        if schedule.handle != place.handle { found.append("the record does not name '\(place.handle)'") }
        return found
    }

    /// The schedule, where the store's records for this orchestrator do not have it.
    var strange: Identifier<Schedule>? {
        switch self {
        case .missing, .different: nil
        case .orphan(let place), .foreign(let place): place.schedule
        }
    }

    /// In a line, with what mends it.
    var text: String {
        switch self {
        case .missing(let schedule): "\(schedule.name): the cluster does not have it; it is put there"
        case .different(let schedule, let differences):
            "\(schedule.name): in the cluster, \(differences.joined(separator: ", ")); it is put there again"
        case .orphan(let place): "\(place.name): the store does not have it; '\(place.handle)' is deleted"
        case .foreign(let place):
            "\(place.name): '\(place.handle)' belongs to \(place.server.map { "the server \($0)" } ?? "nobody known"); it is left alone"
        }
    }

    private enum Key: String, CodingKey { case schedule, difference, handle }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .difference)
        switch self {
        case .missing(let schedule), .different(let schedule, _):
            try container.encode(schedule.name, forKey: .schedule)
            try container.encodeIfPresent(schedule.handle, forKey: .handle)
        case .orphan(let place), .foreign(let place):
            try container.encode(place.name, forKey: .schedule)
            try container.encode(place.handle, forKey: .handle)
        }
    }
}
