import ApusModel

/// What differs between two JSON values, for people.
enum Difference {
    /// A line for each place: `configuration.kubernetes_namespace: "zenml" → "ml"`.
    static func lines(_ old: JSONValue, _ new: JSONValue, at path: String = "") -> [String] {
        if old == new { return [] }
        guard let before = old.objectValue, let after = new.objectValue else {
            return ["\(path): \(text(old)) → \(text(new))"]
        }
        return Set(before.keys).union(after.keys).sorted().flatMap { key in
            lines(before[key] ?? .null, after[key] ?? .null, at: path.isEmpty ? key : "\(path).\(key)")
        }
    }

    private static func text(_ value: JSONValue) -> String {
        value == .null ? "none" : (try? CanonicalJSON.text(value)) ?? value.kindName  // JSON always encodes
    }
}
