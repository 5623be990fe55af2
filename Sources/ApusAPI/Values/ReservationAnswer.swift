public import ApusModel

/// Whether artifacts are reserved.
public struct ReservationAnswer: Hashable, Sendable, Codable {
    /// What is being deleted. When there is any, nothing is reserved, and the runner asks again a little later.
    public let beingDeleted: [ContentDigest]

    public init(beingDeleted: [ContentDigest]) { self.beingDeleted = beingDeleted }
}
