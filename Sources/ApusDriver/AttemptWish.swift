import ApusModel

/// What the loop wants of a task that takes care of an attempt.
enum AttemptWish: Sendable {
    /// The attempt was started ahead; its turn has come.
    case launch(inputs: [String: Artifact], cacheKey: ContentDigest?)
    case stop
}
