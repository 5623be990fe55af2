/// Names one value of a stored secret, in the place of an option's value: `{{aws.access_key}}`.
public struct SecretReference: Hashable, Sendable, CustomStringConvertible {
    /// The secret's name.
    public let secret: String
    /// Which of its values.
    public let key: String

    /// - Parameter text: the whole value of an option. `nil` when it is not `{{NAME.KEY}}`; blanks inside the braces
    ///   do not count, and a name may contain dots.
    public init?(_ text: String) {
        guard text.hasPrefix("{{"), text.hasSuffix("}}"), text.count > 4 else { return nil }
        let inner = text.dropFirst(2).dropLast(2).trimmed
        guard let dot = inner.lastIndex(of: "."), !inner.contains(where: { $0 == "{" || $0 == "}" || $0 == " " }) else {
            return nil
        }
        secret = String(inner[..<dot])
        key = String(inner[inner.index(after: dot)...])
        if secret.isEmpty || key.isEmpty { return nil }
    }

    public var description: String { "{{\(secret).\(key)}}" }
}

extension Component {
    /// The options whose values are kept in stored secrets, by option name.
    public var secretReferences: [String: SecretReference] {
        configuration.compactMapValues { $0.stringValue.flatMap(SecretReference.init) }
    }

    /// Whether the component can only be made with values that are kept as secrets.
    public var needsSecrets: Bool { !secretOptions.isEmpty || !secretReferences.isEmpty }
}
