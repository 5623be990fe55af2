/// The name of a component, stack, connector, pipeline, step or output, checked once where it enters.
///
/// 1 to 63 characters: letters, digits, `-`, `_` and `.`, with a letter or digit first and last. Such a name is a
/// Kubernetes label
/// value (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set) and a
/// plain path component.
public enum Name {
    /// The longest name in characters.
    public static let maximumLength = 63

    /// Returns `text` unchanged when it is a valid name.
    /// - Parameter kind: what is being named, for the message, such as `stack`.
    /// - Throws: ``ApusError`` with `.invalidArgument`, naming the text and the rule it breaks.
    public static func validate(_ text: String, as kind: String) throws(ApusError) -> String {
        guard let problem = problem(of: text) else { return text }
        throw ApusError(
            .invalidArgument, "'\(text)' cannot be the name of \(article(for: kind)) \(kind)", reason: problem,
            hint:
                "use 1 to \(maximumLength) letters, digits, '-', '_' or '.', beginning and ending with a letter or digit"
        )
    }

    private static func article(for noun: String) -> String {
        noun.lowercased().first.map("aeiou".contains) == true ? "an" : "a"
    }

    private static func problem(of text: String) -> String? {
        guard let first = text.utf8.first, let last = text.utf8.last else { return "it is empty" }
        if text.utf8.count > maximumLength { return "it has \(text.utf8.count) characters" }
        if !text.utf8.allSatisfy(isAllowed), let odd = text.unicodeScalars.first(where: { !isAllowed($0) }) {
            return "it contains '\(odd)'"
        }
        if !isAlphanumeric(first) || !isAlphanumeric(last) { return "it does not begin and end with a letter or digit" }
        return nil
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        UInt8(exactly: scalar.value).map { isAllowed($0) } ?? false
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
