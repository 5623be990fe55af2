public import ApusModel

/// Declares one option of a configuration: its type, default, help and the rest in one place.
///
/// ```swift
/// struct LocalConfiguration: ComponentConfiguration {
///     @Setting("Folder that holds the artifacts", example: "/data/artifacts")
///     var path: String?
/// }
/// ```
/// The option's name is the property's in snake_case. A setting without a default must be given unless its type is
/// optional.
@propertyWrapper
public struct Setting<Value: SettingValue>: Sendable, Decodable {
    private let value: Value?
    let declaration: SettingDeclaration

    /// The value; only a decoded configuration has one for an option without a default.
    public var wrappedValue: Value {
        // Proof: init(decoding:) sets every setting or throws.
        guard let value else { preconditionFailure("read before decoding") }
        return value
    }

    /// Declares an option that must be given, or that may be absent when `Value` is optional.
    public init(
        _ help: String, scope: SettingScope = .component, isSecret: Bool = false, deprecated: String? = nil,
        example: JSONValue? = nil, minimum: Double? = nil
    ) {
        value = nil
        declaration = SettingDeclaration(
            kind: Value.settingKind, isRequired: !Value.isOptionalSetting, defaultValue: nil, help: help, scope: scope,
            isSecret: isSecret, deprecated: deprecated, example: example, minimum: minimum,
            form: SettingForm(Value.self))
    }

    /// Declares an option with a default.
    public init(
        wrappedValue: Value, _ help: String, scope: SettingScope = .component, isSecret: Bool = false,
        deprecated: String? = nil, example: JSONValue? = nil, minimum: Double? = nil
    ) {
        value = wrappedValue
        declaration = SettingDeclaration(
            kind: Value.settingKind, isRequired: false, defaultValue: JSONValue(describing: wrappedValue), help: help,
            scope: scope,
            isSecret: isSecret, deprecated: deprecated, example: example, minimum: minimum,
            form: SettingForm(Value.self))
    }

    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Value.self)
        declaration = SettingDeclaration(
            kind: Value.settingKind, isRequired: false, defaultValue: nil, help: "", scope: .component, isSecret: false,
            deprecated: nil, example: nil, minimum: nil, form: SettingForm(Value.self))
    }
}

/// What reflection finds behind a declared property.
protocol DeclaredSetting {
    var declaration: SettingDeclaration { get }
}

extension Setting: DeclaredSetting {}
