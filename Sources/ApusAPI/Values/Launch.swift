public import ApusModel
public import FoundationEssentials

/// An attempt was handed to the infrastructure.
public struct Launch: Hashable, Sendable, Codable {
    public let inputs: [String: Artifact]
    public let cacheKey: ContentDigest?
    public let at: Date

    public init(inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date) {
        self.inputs = inputs
        self.cacheKey = cacheKey
        self.at = at
    }
}
