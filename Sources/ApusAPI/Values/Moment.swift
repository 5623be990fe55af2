public import FoundationEssentials

/// When something was asked for.
public struct Moment: Hashable, Sendable, Codable {
    public let at: Date

    public init(at: Date) { self.at = at }
}
