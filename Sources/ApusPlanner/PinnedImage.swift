/// An image made for a run.
public struct PinnedImage: Hashable, Sendable {
    /// With runtime and code, by digest.
    public let reference: String
    /// The base alone, by digest.
    public let base: String

    public init(reference: String, base: String) {
        self.reference = reference
        self.base = base
    }
}
