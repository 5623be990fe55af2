import ApusTestKit

/// A document with the spelling of its scalars, which is written in one of the styles that people and programs use.
indirect enum YAMLTree {
    /// Written as it stands: `y`, `012`, `~`.
    case plain(String)
    case text(String)
    case list([YAMLTree])
    case map([(String, YAMLTree)])

    /// In blocks, some of whose parts are in braces.
    func block(_ random: inout SeededGenerator, indent: Int = 0) -> String {
        let pad = String(repeating: " ", count: indent)
        switch self {
        case .list(let items) where !items.isEmpty && !(indent > 0 && random.oneIn(4)):
            return "\n" + items.map { "\(pad)-\($0.block(&random, indent: indent + 2))" }.joined()
        case .map(let members) where !members.isEmpty && !(indent > 0 && random.oneIn(4)):
            return "\n"
                + members.map { "\(pad)\($0.0):\($0.1.block(&random, indent: indent + 2))" }.joined()
        default: return " \(flow(&random))\n"
        }
    }

    /// In braces.
    func flow(_ random: inout SeededGenerator) -> String {
        switch self {
        case .plain(let text): text
        case .text(let text): Self.spelt(text, &random)
        case .list(let items): "[\(items.map { $0.flow(&random) }.joined(separator: ", "))]"
        case .map(let members): "{\(members.map { "\($0.0): \($0.1.flow(&random))" }.joined(separator: ", "))}"
        }
    }

    /// JSON, in which plain scalars are texts unless they are truth values.
    func json() -> String {
        switch self {
        case .plain("true"), .plain("True"), .plain("yes"), .plain("on"), .plain("Y"): "true"
        case .plain("false"), .plain("no"), .plain("Off"), .plain("n"): "false"
        case .plain(let text), .text(let text): Self.doubleQuoted(text)
        case .list(let items): "[\(items.map { $0.json() }.joined(separator: ","))]"
        case .map(let members):
            "{\(members.map { "\(Self.doubleQuoted($0.0)): \($0.1.json())" }.joined(separator: ","))}"
        }
    }

    private static func spelt(_ text: String, _ random: inout SeededGenerator) -> String {
        let isSimple =
            text.first?.isLetter == true && text.allSatisfy { $0.isASCII && ($0.isLetter || "-./".contains($0)) }
        if isSimple, text.count > 5, random.oneIn(2) { return text }
        if random.oneIn(2), !text.contains("\n") { return "'\(text.replacing("'", with: "''"))'" }
        return doubleQuoted(text)
    }

    private static func doubleQuoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\""
    }
}
