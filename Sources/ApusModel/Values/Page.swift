/// A part of a listing, newest first unless said otherwise, with the cursor that continues it.
public struct Page<Item: Sendable>: Sendable {
    public let items: [Item]
    /// Give this as the next query's cursor; `nil` when the listing ends here.
    public let next: String?

    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

extension Page: Equatable where Item: Equatable {}
extension Page: Encodable where Item: Encodable {}
extension Page: Decodable where Item: Decodable {}
