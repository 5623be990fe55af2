import ApusModel

/// An API key in a list.
struct APIKeyRow: Encodable, Sendable {
    let key: APIKey
    /// The name of its account.
    let account: String

    func encode(to encoder: any Encoder) throws {
        try key.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(account, forKey: .accountName)
    }

    private enum Key: String, CodingKey { case accountName }

    static let listing = Listing<APIKeyRow>(
        "API keys",
        columns: [
            Column("name", in: .name) { .string($0.key.name) },
            Column("account") { .string($0.account) },
            Column("expires-at", .moment) { $0.key.expiresAt.map(JSONValue.moment) ?? .null },
            Column("last-used-at", .moment) { $0.key.lastUsedAt.map(JSONValue.moment) ?? .null },
            Column("created-at", .moment, in: .wide) { .moment($0.key.createdAt) },
            Column("id", in: .wide) { .string($0.key.id.rawValue) },
        ], name: \.key.name)
}
