/// The type that a declared option has in code, which may check more than the option's kind says.
struct SettingForm: Hashable, Sendable {
    let type: any SettingValue.Type

    init(_ type: any SettingValue.Type) { self.type = type }

    static func == (left: Self, right: Self) -> Bool { left.type == right.type }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}
