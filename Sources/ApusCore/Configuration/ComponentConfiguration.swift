public import ApusModel
import FoundationEssentials
import Synchronization

/// A configuration whose options are declared as ``Setting`` and ``SettingGroup`` properties of a struct.
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
        ConfigurationSchema(options: declared.flatMap(\.options))
    }

    /// Reads a configuration from values by option name, adding defaults.
    /// - Parameter subject: what is configured, for messages.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public init(_ values: [String: JSONValue], of subject: String) throws(ApusError) {
        let schema = Self.schema
        let filled = schema.fillingDefaults(try schema.validate(values, of: subject))
        // With a default everywhere and nothing else given, the declaration is the configuration.
        if schema.options.allSatisfy({ $0.defaultValue != nil && $0.defaultValue == filled[$0.name] }) {
            self.init()
            return
        }
        do {
            self = try CanonicalJSON.decode(Self.self, from: CanonicalJSON.encode(Self.properties(filled)))
        } catch {
            throw ApusError(.invalidConfiguration, "the configuration of \(subject) cannot be read", cause: error)
        }
    }

    /// The values by property, as decoding wants them.
    private static func properties(_ values: [String: JSONValue]) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for property in declared {
            switch property {
            case .option(let name, let option): members[name] = values[option.name] ?? .null
            case .group(let name, let options): members[name] = options.properties(values)
            }
        }
        return .object(members)
    }

    private static var declared: [DeclaredProperty] {
        let type = ObjectIdentifier(Self.self)
        if let known = known.withLock({ $0[type] }) { return known }
        let declared = reflected
        known.withLock { $0[type] = declared }
        return declared
    }

    private static var reflected: [DeclaredProperty] {
        var found: [DeclaredProperty] = []
        StoredProperty.forEach(of: Self()) { property in
            let name = property.name.hasPrefix("_") ? String(property.name.dropFirst()) : property.name
            // Most are settings, and asking in vain for a conformance is slow.
            if let setting = property.type as? any DeclaredSetting.Type {
                found.append(.option(name, option(snakeCase(name), property.value(as: setting).declaration)))
            } else if let group = property.type as? any DeclaredGroup.Type {
                found.append(.group(name, group.options))
            }
        }
        return found
    }

    private static func option(_ name: String, _ declaration: SettingDeclaration) -> ConfigurationSchema.Option {
        var option = ConfigurationSchema.Option(
            name: name, kind: declaration.kind, isRequired: declaration.isRequired,
            defaultValue: declaration.defaultValue, help: declaration.help, scope: declaration.scope,
            isSecret: declaration.isSecret, deprecated: declaration.deprecated, example: declaration.example,
            minimum: declaration.minimum)
        option.form = declaration.form
        return option
    }

    private static func snakeCase(_ property: String) -> String {
        property.reduce(into: "") { text, character in
            if character.isUppercase { text.append("_") }
            text.append(contentsOf: character.lowercased())
        }
    }
}

/// What each type declares, read once: reading it takes longer than all that is done with it.
private let known = Mutex<[ObjectIdentifier: [DeclaredProperty]]>([:])

private enum DeclaredProperty: Sendable {
    case option(String, ConfigurationSchema.Option)
    case group(String, any ComponentConfiguration.Type)

    var options: [ConfigurationSchema.Option] {
        switch self {
        case .option(_, let option): [option]
        case .group(_, let group): group.schema.options
        }
    }
}
