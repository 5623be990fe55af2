/// A list as JSON and YAML have it, described in `Documentation/cli.md`. Members are only ever added.
struct ListDocument<Item: Encodable>: Encodable {
    let items: [Item]
    let facts: ListFacts

    private enum Key: String, CodingKey { case items }

    func encode(to encoder: any Encoder) throws {
        try facts.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(items, forKey: .items)
    }
}
