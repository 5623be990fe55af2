public import ApusModel

/// A stack in the place of the stored one.
public struct StackUpdate: Hashable, Sendable, Codable {
    public let stack: Stack
    /// What the caller believes to be stored, or `nil` to replace whatever is.
    public let replacing: Stack?

    public init(stack: Stack, replacing: Stack?) {
        self.stack = stack
        self.replacing = replacing
    }
}
