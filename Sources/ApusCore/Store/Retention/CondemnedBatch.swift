/// Condemned content that was taken, to be deleted.
public struct CondemnedBatch: Hashable, Sendable, Codable {
    public let contents: [CondemnedContent]
    /// Give this as the next call's cursor; `nil` when nothing comes after.
    public let next: String?

    public init(contents: [CondemnedContent], next: String?) {
        self.contents = contents
        self.next = next
    }
}
