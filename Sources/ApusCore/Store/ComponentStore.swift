public import ApusModel

/// Keeps components and their secrets.
public protocol ComponentStore: Sendable {
    /// Stores a new component with the values of its secret options.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when its type has a component of that name; the same
    ///   component again is fine.
    func create(_ component: Component, secrets: [String: SecretString]) async throws

    /// Replaces the stored component of the same identity. `secrets` are laid over the stored ones; names that are no
    /// longer in `component.secretOptions` are forgotten. The same update again changes nothing.
    /// - Parameter old: what the caller believes to be stored; `nil` replaces whatever is.
    /// - Throws: `.notFound`; `.alreadyExists` when the new name is taken; `.conflict` when something else than `old`
    ///   is stored, because somebody was faster.
    func update(_ component: Component, replacing old: Component?, secrets: [String: SecretString]) async throws

    /// The components of `type`, or all, by type and name.
    func components(of type: ComponentType?) async throws -> [Component]

    /// The component of that name, or `nil`.
    func component(named name: String, of type: ComponentType) async throws -> Component?

    /// The component of that identity, or `nil`.
    func component(_ id: Identifier<Component>) async throws -> Component?

    /// The values of the component's secret options, and of those that refer to stored secrets; empty for an unknown
    /// one.
    /// - Throws: `.notFound` when an option refers to a secret, or a key of one, that is not there.
    func secrets(of component: Identifier<Component>) async throws -> [String: SecretString]

    /// Removes a component with its secrets.
    /// - Throws: `.notFound`; `.inUse` when a stack has it or a schedule's plan is for it, naming these.
    func deleteComponent(_ id: Identifier<Component>) async throws
}

extension ComponentStore {
    /// Replaces the stored component of the same identity, whatever it is.
    public func update(_ component: Component, secrets: [String: SecretString]) async throws {
        try await update(component, replacing: nil, secrets: secrets)
    }
}
