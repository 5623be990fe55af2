import ApusCore
import ApusModel

/// Declared options as a command's help shows them.
struct SchemaHelp {
    private let schema: ConfigurationSchema

    init(_ schema: ConfigurationSchema) { self.schema = schema }

    /// Two lines or more for each option: how it is written, then what it is, within `width` columns.
    func lines(width: Int) -> [String] {
        if schema.options.isEmpty { return ["  It has no options."] }
        return schema.options.flatMap { option in
            ["  \(option.flag)=<\(option.kind.name)>"] + Self.wrapped(Self.facts(option), to: max(20, width - 10))
        }
    }

    /// The help with what else is declared: `(default: zenml; a pipeline may set it)`.
    static func facts(_ option: ConfigurationSchema.Option) -> String {
        var facts: [String] = []
        if option.isRequired { facts.append("required") }
        if let value = option.defaultValue { facts.append("default: \(text(of: value))") }
        if let least = option.minimum { facts.append("at least \(text(of: .number(least)))") }
        if let example = option.example { facts.append("such as \(text(of: example))") }
        switch option.scope {
        case .component: break
        case .pipeline: facts.append("a pipeline may set it")
        case .step: facts.append("a pipeline or step may set it")
        }
        if option.isSecret { facts.append("secret: '@FILE' keeps it off the command line") }
        if let instead = option.deprecated { facts.append("deprecated: \(instead)") }
        let help = option.help.hasSuffix(".") || option.help.isEmpty ? option.help : option.help + "."
        return facts.isEmpty ? help : "\(help) (\(facts.joined(separator: "; ")))"
    }

    static func text(of value: JSONValue) -> String {
        value.stringValue ?? ((try? CanonicalJSON.text(value)) ?? value.kindName)  // JSON always encodes
    }

    private static func wrapped(_ text: String, to width: Int) -> [String] {
        Table([""], rows: [[text]]).lines(style: Style(isEnabled: false), width: width, hasHeadings: false).map {
            String(repeating: " ", count: 10) + $0
        }
    }
}
