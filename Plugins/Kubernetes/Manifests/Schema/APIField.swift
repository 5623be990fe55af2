/// A field of an object in a manifest, or a key of pod settings.
struct APIField: Hashable, Sendable {
    /// As manifests spell it: `hostIPC`.
    let name: String
    let type: APIType
    var isRequired = false

    /// Whether `key` means this field, in camelCase or in snake_case: `hostIPC`, `hostIpc`, `host_ipc`.
    func isSpelled(_ key: String) -> Bool {
        if key == name { return true }
        let isCamelCase = !key.contains("_") && key.first?.isLowercase == true
        let isSnakeCase = key == key.lowercased()
        return (isCamelCase || isSnakeCase) && Self.folded(key) == Self.folded(name)
            && Self.hasSeveralWords(key) == Self.hasSeveralWords(name)
    }

    /// `text` without what tells spellings apart.
    static func folded(_ text: String) -> String { text.lowercased().filter { $0 != "_" } }

    private static func hasSeveralWords(_ text: String) -> Bool { text.contains { $0 == "_" || $0.isUppercase } }
}
