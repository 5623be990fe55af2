public import ApusCore

/// What was deleted of what the holder took; the rest is given back.
public struct CondemnedDeletion: Hashable, Sendable, Codable {
    public let holder: String
    public let deleted: [CondemnedContent]

    public init(holder: String, deleted: [CondemnedContent]) {
        self.holder = holder
        self.deleted = deleted
    }
}
