public import ApusModel
import FoundationEssentials

/// A configuration whose options are declared as ``Setting`` properties.
public protocol ComponentConfiguration: Decodable, Sendable {
    /// The declaration: options with their defaults. Not a usable configuration while a required option has no value.
    init()
}

/// The configuration of what has no options.
public struct EmptyConfiguration: ComponentConfiguration {
    public init() {}
}

extension ComponentConfiguration {
    /// The options, read from the declared properties.
    public static var schema: ConfigurationSchema {
        ConfigurationSchema(options: declared.map { $0.option })
    }

    /// Reads a configuration from values by option name, adding defaults.
    /// - Parameter subject: what is configured, for messages.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public init(_ values: [String: JSONValue], of subject: String) throws(ApusError) {
        let schema = Self.schema
        let filled = schema.fillingDefaults(try schema.validate(values, of: subject))
        var byProperty: [String: JSONValue] = [:]
        for (property, option) in Self.declared { byProperty[property] = filled[option.name] ?? .null }
        do {
            self = try CanonicalJSON.decode(Self.self, from: CanonicalJSON.encode(byProperty))
        } catch {
            throw ApusError(.invalidConfiguration, "the configuration of \(subject) cannot be read", cause: error)
        }
    }

    private static var declared: [(property: String, option: ConfigurationSchema.Option)] {
        Mirror(reflecting: Self()).children.compactMap { child in
            guard let label = child.label, let setting = child.value as? any DeclaredSetting else { return nil }
            let property = label.hasPrefix("_") ? String(label.dropFirst()) : label
            let declaration = setting.declaration
            let option = ConfigurationSchema.Option(
                name: snakeCase(property), kind: declaration.kind, isRequired: declaration.isRequired,
                defaultValue: declaration.defaultValue, help: declaration.help, scope: declaration.scope,
                isSecret: declaration.isSecret, deprecated: declaration.deprecated, example: declaration.example)
            return (property, option)
        }
    }

    private static func snakeCase(_ property: String) -> String {
        property.reduce(into: "") { text, character in
            if character.isUppercase { text.append("_") }
            text.append(contentsOf: character.lowercased())
        }
    }
}
