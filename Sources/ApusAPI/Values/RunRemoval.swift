public import ApusModel

/// Runs are to be removed, as much of them as one call does.
public struct RunRemoval: Hashable, Sendable, Codable {
    /// At most 100; may be none, for what an earlier call left.
    public let runs: [Identifier<Run>]
    /// Whether the contents of their artifacts stay for good.
    public let keepingArtifacts: Bool

    public init(runs: [Identifier<Run>], keepingArtifacts: Bool) {
        self.runs = runs
        self.keepingArtifacts = keepingArtifacts
    }
}
