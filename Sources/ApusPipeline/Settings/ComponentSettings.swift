public import ApusModel

/// Settings of a pipeline or a step for a component of the stack.
public protocol ComponentSettings: Sendable {
    /// Whom they are for: `orchestrator`, `orchestrator.FLAVOR` or `orchestrator:NAME`.
    var key: String { get }
    /// The options by name, as a pipeline file has them.
    var options: [String: JSONValue] { get }
}

/// The settings of one pipeline or step by key.
enum SettingsByKey {
    /// Of two that are for the same, the later goes over the earlier, option by option.
    static func make(_ settings: [any ComponentSettings], _ resources: ResourceSettings?) -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        for part in settings {
            found[part.key] = (found[part.key] ?? [:]).merging(.object(part.options))
        }
        if let resources { found["resources"] = resources.json }
        return found
    }
}
