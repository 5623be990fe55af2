public import ApusModel

/// Keeps components and their secrets.
public protocol ComponentStore: Sendable {
    /// Stores a new component with the values of its secret options.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when its type has a component of that name; the same
    ///   component again is fine.
    func create(_ component: Component, secrets: [String: SecretString]) async throws

    /// Replaces a stored component of the same identity. `secrets` are laid over the stored ones; names that are no
    /// longer in
    /// `component.secretOptions` are forgotten.
    /// - Throws: `.notFound`, `.alreadyExists` when the new name is taken.
    func update(_ component: Component, secrets: [String: SecretString]) async throws

    /// The components of `type`, or all, by type and name.
    func components(of type: ComponentType?) async throws -> [Component]

    /// The component of that name, or `nil`.
    func component(named name: String, of type: ComponentType) async throws -> Component?

    /// The component of that identity, or `nil`.
    func component(_ id: Identifier<Component>) async throws -> Component?

    /// The values of the secret options of the component; empty for an unknown one.
    func secrets(of component: Identifier<Component>) async throws -> [String: SecretString]

    /// Removes a component with its secrets.
    /// - Throws: `.notFound`; `.inUse` when a stack has it, naming the stacks.
    func deleteComponent(_ id: Identifier<Component>) async throws
}
