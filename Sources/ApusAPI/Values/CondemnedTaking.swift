public import FoundationEssentials

/// Somebody wants to delete what no run names any more.
public struct CondemnedTaking: Hashable, Sendable, Codable {
    /// Tells apart those who do this at the same time.
    public let holder: String
    /// The `next` of the batch before; `nil` for the first.
    public let after: String?
    public let at: Date

    public init(holder: String, after: String?, at: Date) {
        self.holder = holder
        self.after = after
        self.at = at
    }
}
