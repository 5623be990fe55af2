public import FoundationEssentials

/// One time that a schedule comes. Each firing makes one run, however often it is asked for.
public enum Firing: Hashable, Sendable, Codable {
    /// The schedule came at that time, or is made up for it.
    case scheduled(Date)
    /// Somebody started it out of turn, under a name of their own.
    case triggered(String)

    /// The time that the run is for, or `nil` out of turn.
    public var scheduledAt: Date? {
        switch self {
        case .scheduled(let date): Timestamp.rounded(date)
        case .triggered: nil
        }
    }

    /// Tells the firing from others of its schedule.
    public var slot: String {
        switch self {
        case .scheduled(let date): Timestamp.text(date)
        case .triggered(let name): name
        }
    }
}
