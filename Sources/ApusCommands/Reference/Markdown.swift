import ApusCore
import ApusModel

/// Pieces of Markdown pages.
enum Markdown {
    static func table(_ headings: [String], _ rows: [[String]]) -> String {
        ([headings, headings.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }

    /// `text` in a cell, where a bar would end it.
    static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
            .split(separator: "\n").joined(separator: " ")
    }

    static func code(_ text: String) -> String { "`\(cell(text))`" }

    /// The options of a flavor or a method, with all that is declared.
    /// - Parameter hasScopes: whether some of them may be set elsewhere than where the thing is registered.
    static func options(_ schema: ConfigurationSchema, hasScopes: Bool) -> String {
        if schema.options.isEmpty { return "It has no options." }
        return table(
            ["option", "kind", "default"] + (hasScopes ? ["set by"] : []) + ["meaning"],
            schema.options.map { option in
                let value = option.defaultValue.map { code(SchemaHelp.text(of: $0)) }
                return [code(option.name), cell(option.kind.name), value ?? (option.isRequired ? "*required*" : "")]
                    + (hasScopes ? [option.scope.users] : []) + [cell(meaning(option))]
            })
    }

    private static func meaning(_ option: ConfigurationSchema.Option) -> String {
        var text = option.help
        if let least = option.minimum { text += "; at least \(SchemaHelp.text(of: .number(least)))" }
        if let example = option.example { text += ", such as `\(SchemaHelp.text(of: example))`" }
        if option.isSecret { text += "; secret" }
        if let instead = option.deprecated { text += "; deprecated: \(instead)" }
        return text
    }
}

extension SettingScope {
    fileprivate var users: String {
        switch self {
        case .component: "component"
        case .pipeline: "component, pipeline"
        case .step: "component, pipeline, step"
        }
    }
}
