/// A whole listing.
public struct Listing<Item: Codable & Sendable>: Sendable, Codable {
    public let items: [Item]

    public init(items: [Item]) { self.items = items }
}
