import ApusCore
import ApusModel

extension [APIField] {
    /// `members` under the names of these fields, without `null`.
    /// - Parameter check: gives a field's value its form.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` for an unknown key, with the closest spelling, and
    ///   for a field that is given in both spellings; what `check` throws.
    func canonical(
        _ members: [String: JSONValue], at path: SettingPath,
        _ check: (APIField, JSONValue, SettingPath) throws(ApusError) -> JSONValue
    ) throws(ApusError) -> [String: JSONValue] {
        var checked: [String: JSONValue] = [:]
        for (key, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
            let field = try named(key, at: path)
            if checked[field.name] != nil {
                throw ApusError(
                    .invalidConfiguration, "\(path) has '\(field.name)' twice",
                    reason: "its spellings in camelCase and snake_case mean the same", hint: "leave one out")
            }
            checked[field.name] = try check(field, value, path.appending(key))
        }
        return checked
    }

    private func named(_ key: String, at path: SettingPath) throws(ApusError) -> APIField {
        if let field = first(where: { $0.name == key }) ?? first(where: { $0.isSpelled(key) }) { return field }
        let names = map(\.name)
        let plain = key.filter { $0 != "_" }
        let closest = Spelling.closest(to: key, among: names) ?? Spelling.closest(to: plain, among: names)
        throw ApusError(
            .invalidConfiguration, "\(path) has no key '\(key)'",
            reason: "its keys are \(names.joined(separator: ", "))",
            hint: closest.map { "did you mean '\($0)'?" })
    }
}
