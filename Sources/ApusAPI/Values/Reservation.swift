public import ApusModel
public import FoundationEssentials

/// What an attempt is about to keep.
public struct Reservation: Hashable, Sendable, Codable {
    public let artifacts: [Artifact]
    public let at: Date

    public init(artifacts: [Artifact], at: Date) {
        self.artifacts = artifacts
        self.at = at
    }
}
