import ApusModel

/// Takes the members of a JSON object one by one, and refuses what is left over.
struct DocumentReader {
    private let place: String
    private var members: [String: JSONValue]
    private var asked: [String] = []

    /// - Parameter place: where the object is, for messages: `components.orchestrator`.
    init(_ json: JSONValue, at place: String) throws(ApusError) {
        guard let members = json.objectValue else {
            throw ApusError(.invalidArgument, "\(place) has to be a mapping", reason: "it is of kind \(json.kindName)")
        }
        self.place = place
        self.members = members
    }

    /// The member, or `nil` when it is left out.
    mutating func take(_ key: String) -> JSONValue? {
        asked.append(key)
        let value = members.removeValue(forKey: key)
        return value == .null ? nil : value
    }

    mutating func text(_ key: String) throws(ApusError) -> String {
        guard let value = take(key) else { throw missing(key) }
        guard let text = value.stringValue else { throw wrong(key, "a text", value) }
        return text
    }

    mutating func integer(_ key: String) throws(ApusError) -> Int64 {
        guard let value = take(key) else { throw missing(key) }
        guard let number = value.integerValue else { throw wrong(key, "a whole number", value) }
        return number
    }

    /// Empty when it is left out.
    mutating func object(_ key: String) throws(ApusError) -> [String: JSONValue] {
        guard let value = take(key) else { return [:] }
        guard let object = value.objectValue else { throw wrong(key, "a mapping", value) }
        return object
    }

    /// Empty when it is left out.
    mutating func texts(_ key: String) throws(ApusError) -> [String: String] {
        var texts: [String: String] = [:]
        for (name, value) in try object(key) {
            guard let text = value.stringValue else { throw wrong("\(key).\(name)", "a text", value) }
            texts[name] = text
        }
        return texts
    }

    /// Empty when it is left out.
    mutating func list(_ key: String) throws(ApusError) -> [String] {
        guard let value = take(key) else { return [] }
        let texts = value.arrayValue?.compactMap(\.stringValue)
        guard let texts, texts.count == value.arrayValue?.count else { throw wrong(key, "a list of texts", value) }
        return texts
    }

    /// - Throws: ``ApusError`` with `.invalidArgument` when there are members that nobody asked for.
    func finish() throws(ApusError) {
        guard let odd = members.keys.sorted().first else { return }
        throw ApusError(
            .invalidArgument, "\(place) has no member '\(odd)'",
            reason: "its members are \(asked.joined(separator: ", "))",
            hint: Spelling.closest(to: odd, among: asked).map { "did you mean '\($0)'?" })
    }

    private func missing(_ key: String) -> ApusError {
        ApusError(.invalidArgument, "\(place) has no '\(key)'", hint: "write it with: apus stack export NAME")
    }

    private func wrong(_ key: String, _ kind: String, _ value: JSONValue) -> ApusError {
        ApusError(.invalidArgument, "'\(key)' of \(place) has to be \(kind)", reason: "it is of kind \(value.kindName)")
    }
}
