public import ApusModel
public import FoundationEssentials

/// Asks for the run of a firing.
public struct FiringRequest: Hashable, Sendable, Codable {
    public let firing: Firing
    /// What the infrastructure calls the firing; `nil` for one that a person makes from elsewhere.
    public let job: String?
    public let at: Date

    public init(firing: Firing, job: String?, at: Date) {
        self.firing = firing
        self.job = job
        self.at = at
    }
}
