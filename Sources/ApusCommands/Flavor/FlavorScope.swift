import ApusModel

/// Which component type a flavor command is about: one, or all.
protocol FlavorScope: Sendable {
    static var type: ComponentType? { get }
}

/// `apus flavor`.
enum EveryType: FlavorScope {
    static let type: ComponentType? = nil
}

/// `apus orchestrator flavor` and so on.
enum OnlyType<Kind: ComponentKind>: FlavorScope {
    static var type: ComponentType? { Kind.type }
}

extension FlavorScope {
    /// The command as a user types it.
    static var command: String { type.map { "apus \($0.commandName) flavor" } ?? "apus flavor" }
}
