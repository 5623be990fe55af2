public import ApusModel

/// The declared options of a flavor or an authentication method. Everything about options derives from it: parsing,
/// validation,
/// stored JSON, help, redaction.
public struct ConfigurationSchema: Hashable, Sendable, Codable {
    /// One option.
    public struct Option: Hashable, Sendable, Codable {
        /// In snake_case: `kubernetes_namespace`.
        public let name: String
        public let kind: SettingKind
        public let isRequired: Bool
        public let defaultValue: JSONValue?
        public let help: String
        public let scope: SettingScope
        public let isSecret: Bool
        /// What to use instead, when the option should no longer be used.
        public let deprecated: String?
        public let example: JSONValue?
        /// The least number that an option of kind integer or number may have; no limit without it.
        public let minimum: Double?
        /// Checks what the kind alone does not say; nothing more for options that were read from JSON.
        var form: SettingForm?

        private enum CodingKeys: CodingKey {
            case name, kind, isRequired, defaultValue, help, scope, isSecret, deprecated, example, minimum
        }

        public init(
            name: String, kind: SettingKind, isRequired: Bool = false, defaultValue: JSONValue? = nil, help: String,
            scope: SettingScope = .component, isSecret: Bool = false, deprecated: String? = nil,
            example: JSONValue? = nil, minimum: Double? = nil
        ) {
            self.name = name
            self.kind = kind
            self.isRequired = isRequired
            self.defaultValue = defaultValue
            self.help = help
            self.scope = scope
            self.isSecret = isSecret
            self.deprecated = deprecated
            self.example = example
            self.minimum = minimum
        }

        /// The option on a command line: `--kubernetes-namespace`.
        public var flag: String { "--" + String(name.map { $0 == "_" ? "-" : $0 }) }
    }

    /// In declaration order.
    public let options: [Option]

    public init(options: [Option]) { self.options = options }

    /// The option of that name, with `-` and `_` taken as the same, or `nil`.
    public func option(_ name: String) -> Option? {
        let wanted = Self.normalized(name)
        return options.first { $0.name == wanted }
    }

    /// `name` as options are named here.
    public static func normalized(_ name: String) -> String {
        name.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "_")
    }
}
