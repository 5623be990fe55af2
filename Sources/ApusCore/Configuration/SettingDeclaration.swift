import ApusModel
import FoundationEssentials

/// What ``Setting`` says about an option, without its type.
struct SettingDeclaration: Sendable {
    let kind: SettingKind
    let isRequired: Bool
    let defaultValue: JSONValue?
    let help: String
    let scope: SettingScope
    let isSecret: Bool
    let deprecated: String?
    let example: JSONValue?
    let minimum: Double?
    let form: SettingForm
}

extension JSONValue {
    /// The JSON of a default, or `nil` for an absent optional.
    init?(describing value: some Encodable) {
        switch value {  // Most settings are of these types, and a program reads its declaration whenever it starts.
        case let text as String: self = .string(text)
        case let whole as Int: self = .integer(Int64(whole))
        case let truth as Bool: self = .boolean(truth)
        default: self.init(encoding: value)
        }
    }

    private init?(encoding value: some Encodable) {
        guard let data = try? CanonicalJSON.encode(value),  // setting types encode; `nil` stands for "no default"
            let json = try? CanonicalJSON.decode(JSONValue.self, from: data), json != .null
        else { return nil }
        self = json
    }
}
