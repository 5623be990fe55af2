public import FoundationEssentials

/// Values that must not be seen, kept under one name, as the store shows them: without the values.
public struct Secret: Hashable, Sendable, Codable {
    public let id: Identifier<Secret>
    /// Unique among secrets.
    public var name: String
    /// What the values are called, sorted. A step sees each as the variable of that name.
    public var keys: [String]
    public let createdAt: Date
    public var updatedAt: Date

    public init(
        id: Identifier<Secret> = .make(), name: String, keys: [String], createdAt: Date, updatedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.keys = keys.sorted()
        self.createdAt = Timestamp.rounded(createdAt)
        self.updatedAt = Timestamp.rounded(updatedAt ?? createdAt)
    }
}
