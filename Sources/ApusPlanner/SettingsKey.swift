public import ApusModel

/// Whose settings stand under a key: those of a component type, or of it in one flavor (`orchestrator.kubernetes`) or
/// by one name (`orchestrator:prod`), as ZenML writes them.
public struct SettingsKey: Hashable, Sendable {
    public enum Narrowing: Hashable, Sendable {
        case flavor(String)
        case component(String)
    }

    public let type: ComponentType
    /// `nil` for whatever component of the type a stack has.
    public let narrowing: Narrowing?

    /// - Returns: `nil` for a key of no component type that Apus defines.
    public init?(_ text: String) {
        let end = text.firstIndex { ".:".contains($0) } ?? text.endIndex
        let type = ComponentType(rawValue: String(text[..<end]))
        guard ComponentType.all.contains(type) else { return nil }
        self.type = type
        let rest = String(text[end...].dropFirst())
        if end == text.endIndex {
            narrowing = nil
        } else if rest.isEmpty {
            return nil
        } else {
            narrowing = text[end] == "." ? .flavor(rest) : .component(rest)
        }
    }

    /// Whether the settings are for `component`.
    public func isFor(_ component: Component) -> Bool {
        guard component.type == type else { return false }
        return switch narrowing {
        case nil: true
        case .flavor(let flavor): component.flavor == flavor
        case .component(let name): component.name == name
        }
    }
}
