/// An argument, option or flag of a command, as the argument parser describes it.
struct ArgumentModel: Decodable, Sendable {
    struct Name: Decodable, Sendable {
        let kind: String
        let name: String

        /// `-o`, `--output`.
        var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: String
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let preferredName: Name?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?

    var isPositional: Bool { kind == "positional" }
    var takesValue: Bool { kind == "option" }

    /// `-o, --output <output>`
    var heading: String {
        let value = "<\(valueName ?? "value")>"
        if isPositional { return value + (isRepeating ? "..." : "") }
        let all = (names ?? []).map(\.text).joined(separator: ", ")
        return takesValue ? "\(all) \(value)" : all
    }

    /// `[--output <output>]`
    var usage: String {
        let value = "<\(valueName ?? "value")>"
        var text = isPositional ? value : preferredName?.text ?? ""
        if takesValue { text += " \(value)" }
        if isRepeating { text += " ..." }
        return isOptional ? "[\(text)]" : text
    }

    /// The help with the words it takes and its default.
    var meaning: String {
        var facts: [String] = []
        if let allValues, !allValues.isEmpty { facts.append("one of \(allValues.joined(separator: ", "))") }
        if let defaultValue { facts.append("default: \(defaultValue)") }
        let help = abstract ?? ""
        return facts.isEmpty ? help : "\(help) (\(facts.joined(separator: "; ")))"
    }
}
