public import ApusModel

/// Some runs.
public struct RunSelection: Hashable, Sendable, Codable {
    /// At most 100.
    public let runs: [Identifier<Run>]

    public init(runs: [Identifier<Run>]) { self.runs = runs }
}
