public import ApusModel

/// A type that a configuration option can have.
public protocol SettingValue: Codable, Sendable {
    /// How the option's value is written and checked.
    static var settingKind: SettingKind { get }
    /// Whether the option may be left out without a default.
    static var isOptionalSetting: Bool { get }
}

extension SettingValue {
    public static var isOptionalSetting: Bool { false }
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
}

extension SettingValue where Self: CaseIterable & RawRepresentable, RawValue == String {
    public static var settingKind: SettingKind { .choice(allCases.map(\.rawValue)) }
}
