import ApusModel

/// What a call may have in its query.
struct QueryParameter: Sendable {
    let name: String
    let description: String
    let type: any (Decodable & Sendable).Type
    /// Of a number.
    let range: ClosedRange<Int64>?

    init(
        _ name: String, _ description: String, as type: any (Decodable & Sendable).Type = String.self,
        in range: ClosedRange<Int64>? = nil
    ) {
        self.name = name
        self.description = description
        self.type = type
        self.range = range
    }

    static let limit = QueryParameter("limit", "How many there are at most on a page.", as: Int.self, in: 1...500)
    static let cursor = QueryParameter("cursor", "Where the page begins: the `next` of the page before.")
    static func name(_ what: String) -> QueryParameter { QueryParameter("name", "Only the \(what) of that name.") }
}
