/// What a pod's manifest may hold.
enum APISchema {
    /// The fields of the type, sorted by name.
    static func fields(of type: String) -> [APIField] { types[type] ?? [] }

    /// The fields by type.
    static let types: [String: [APIField]] = {
        var types: [String: [APIField]] = [:]
        for text in declared.split(separator: "}") {
            let words = text.split { $0.isWhitespace || $0 == "{" }
            guard let name = words.first else { continue }
            types[String(name)] = words.dropFirst().map(field)
        }
        return types
    }()

    private static func field(_ word: Substring) -> APIField {
        let parts = word.split(separator: ":", maxSplits: 1)
        let name = parts[0].prefix { $0 != "!" }
        return APIField(
            name: String(name), type: parts.count > 1 ? APIType(parts[1]) : .string,
            isRequired: name.count < parts[0].count)
    }
}
