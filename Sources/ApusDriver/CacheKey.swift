import ApusHashing
public import ApusModel

/// What a step's outputs are found by in the cache.
public enum CacheKey {
    /// The SHA-256 of the canonical JSON `{"inputs":{NAME:DIGEST,…},"seed":SEED}`: the same for two steps that would do
    /// the same to the same bytes.
    /// - Parameters:
    ///   - seed: the planned step's `cacheSeed`.
    ///   - inputs: the artifacts that the step takes, by input name.
    public static func digest(seed: ContentDigest, inputs: [String: Artifact]) throws -> ContentDigest {
        let material = Material(seed: seed, inputs: inputs.mapValues(\.digest))
        return ContentDigest(of: try CanonicalJSON.encode(material))
    }

    private struct Material: Encodable {
        let seed: ContentDigest
        let inputs: [String: ContentDigest]
    }
}
