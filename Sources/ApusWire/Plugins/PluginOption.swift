public import ApusCore
import ApusModel

/// An option of a flavor as a plugin writes it: `{"name": "url", "kind": "string", "help": "…"}`. What it leaves out
/// has the value that most options have.
public struct PluginOption: Hashable, Sendable {
    public let option: ConfigurationSchema.Option

    public init(_ option: ConfigurationSchema.Option) { self.option = option }
}

extension PluginOption: Codable {
    private enum Key: String, CodingKey {
        case name, kind, choices, required, `default`, help, scope, secret, deprecated, example, minimum
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let word = try container.decodeIfPresent(String.self, forKey: .kind) ?? "string"
        let choices = try container.decodeIfPresent([String].self, forKey: .choices)
        guard let kind = Self.kind(word, choices) else {
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container,
                debugDescription: "'\(word)' is none of \(Self.kinds.joined(separator: ", ")), choice with choices")
        }
        let preset = try container.decodeIfPresent(JSONValue.self, forKey: .default)
        option = ConfigurationSchema.Option(
            name: try container.decode(String.self, forKey: .name), kind: kind,
            isRequired: try container.decodeIfPresent(Bool.self, forKey: .required) ?? false, defaultValue: preset,
            help: try container.decodeIfPresent(String.self, forKey: .help) ?? "",
            scope: try container.decodeIfPresent(SettingScope.self, forKey: .scope) ?? .component,
            isSecret: try container.decodeIfPresent(Bool.self, forKey: .secret) ?? false,
            deprecated: try container.decodeIfPresent(String.self, forKey: .deprecated),
            example: try container.decodeIfPresent(JSONValue.self, forKey: .example),
            minimum: try container.decodeIfPresent(Double.self, forKey: .minimum))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(option.name, forKey: .name)
        if case .choice(let words) = option.kind {
            try container.encode("choice", forKey: .kind)
            try container.encode(words, forKey: .choices)
        } else {
            try container.encode(option.kind.name, forKey: .kind)
        }
        if option.isRequired { try container.encode(true, forKey: .required) }
        try container.encodeIfPresent(option.defaultValue, forKey: .default)
        try container.encode(option.help, forKey: .help)
        if option.scope != .component { try container.encode(option.scope, forKey: .scope) }
        if option.isSecret { try container.encode(true, forKey: .secret) }
        try container.encodeIfPresent(option.deprecated, forKey: .deprecated)
        try container.encodeIfPresent(option.example, forKey: .example)
        try container.encodeIfPresent(option.minimum, forKey: .minimum)
    }

    private static let plain: [SettingKind] = [.string, .boolean, .integer, .number, .list, .map, .object]
    private static let kinds = plain.map(\.name)

    private static func kind(_ word: String, _ choices: [String]?) -> SettingKind? {
        if word == "choice" { return choices.flatMap { $0.isEmpty ? nil : .choice($0) } }
        return plain.first { $0.name == word }
    }
}

extension ConfigurationSchema {
    /// The schema of the options that a plugin declares.
    public init(_ options: [PluginOption]) { self.init(options: options.map(\.option)) }
}
