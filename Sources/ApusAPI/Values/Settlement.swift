public import ApusModel
public import FoundationEssentials

/// The end of a step that its driver decided.
public struct Settlement: Hashable, Sendable, Codable {
    public let settlement: StepSettlement
    public let at: Date

    public init(settlement: StepSettlement, at: Date) {
        self.settlement = settlement
        self.at = at
    }
}
