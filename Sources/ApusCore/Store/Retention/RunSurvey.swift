public import ApusModel

/// What goes with some runs.
public struct RunSurvey: Hashable, Sendable, Codable {
    /// A run that is there.
    public struct Entry: Hashable, Sendable, Codable {
        public let run: Identifier<Run>
        /// How many tries its steps took; each may have a log.
        public let attempts: Int
        /// Where its artifacts and logs are; `nil` when its plan names no artifact store.
        public let artifactStore: Component?

        public init(run: Identifier<Run>, attempts: Int, artifactStore: Component?) {
            self.run = run
            self.attempts = attempts
            self.artifactStore = artifactStore
        }
    }

    /// An artifact that one of the runs names.
    public struct Artifact: Hashable, Sendable, Codable {
        public let digest: ContentDigest
        /// Bytes as kept.
        public let size: Int64
        /// How many of the runs name it.
        public let uses: Int
        /// How many runs name it, of all that are stored.
        public let allUses: Int

        public init(digest: ContentDigest, size: Int64, uses: Int, allUses: Int) {
            self.digest = digest
            self.size = size
            self.uses = uses
            self.allUses = allUses
        }
    }

    public let runs: [Entry]
    public let artifacts: [Artifact]

    public init(runs: [Entry], artifacts: [Artifact]) {
        self.runs = runs
        self.artifacts = artifacts
    }
}
