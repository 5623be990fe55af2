public import ApusModel

/// A type that a configuration option can have.
public protocol SettingValue: Codable, Sendable {
    /// How the option's value is written and checked.
    static var settingKind: SettingKind { get }
    /// Whether the option may be left out without a default.
    static var isOptionalSetting: Bool { get }

    /// `value`, which is of the declared kind, in the one form in which it is stored, merged and read.
    ///
    /// Called wherever options are checked, so that a value that cannot be used is refused before anything is stored or
    /// run. What it returned is taken again as it is.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`, naming the place in the value.
    static func canonical(_ value: JSONValue, at path: SettingPath) throws(ApusError) -> JSONValue
}

extension SettingValue {
    public static var isOptionalSetting: Bool { false }
    public static func canonical(_ value: JSONValue, at path: SettingPath) throws(ApusError) -> JSONValue { value }
}

extension String: SettingValue { public static var settingKind: SettingKind { .string } }
extension Bool: SettingValue { public static var settingKind: SettingKind { .boolean } }
extension Int: SettingValue { public static var settingKind: SettingKind { .integer } }
extension Double: SettingValue { public static var settingKind: SettingKind { .number } }
extension JSONValue: SettingValue { public static var settingKind: SettingKind { .object } }

extension Array: SettingValue where Element == String { public static var settingKind: SettingKind { .list } }
extension Dictionary: SettingValue where Key == String, Value == String {
    public static var settingKind: SettingKind { .map }
}

extension Optional: SettingValue where Wrapped: SettingValue {
    public static var settingKind: SettingKind { Wrapped.settingKind }
    public static var isOptionalSetting: Bool { true }
    public static func canonical(_ value: JSONValue, at path: SettingPath) throws(ApusError) -> JSONValue {
        try Wrapped.canonical(value, at: path)
    }
}

extension SettingValue where Self: CaseIterable & RawRepresentable, RawValue == String {
    public static var settingKind: SettingKind { .choice(allCases.map(\.rawValue)) }
}
