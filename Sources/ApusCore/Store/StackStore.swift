public import ApusModel

/// Keeps stacks. A store that was just made has the stack `default` (local orchestrator, local artifact store), whose
/// components are
/// named `default` too.
public protocol StackStore: Sendable {
    /// Stores a new stack.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when the name is taken, `.notFound` when a component is
    ///   not there; the same
    ///   stack again is fine.
    func create(_ stack: Stack) async throws

    /// All stacks, by name.
    func stacks() async throws -> [Stack]

    /// The components that stacks have, by type and name, each once.
    func members() async throws -> [Component]

    /// The stack of that name, or `nil`.
    func stack(named name: String) async throws -> Stack?

    /// Replaces the stored stack of the same identity. The same update again changes nothing.
    /// - Parameter old: what the caller believes to be stored; `nil` replaces whatever is.
    /// - Throws: `.notFound` for the stack or a component; `.alreadyExists` when the new name is taken; `.conflict` when
    ///   something else than `old` is stored; `.forbidden` for another name of the stack `default`.
    func update(_ stack: Stack, replacing old: Stack?) async throws

    /// Removes a stack.
    /// - Parameter withComponents: whether its components go too, but for those that other stacks have.
    /// - Returns: the components that went.
    /// - Throws: `.notFound`; `.forbidden` for the stack `default`; `.inUse` when schedules are for it, naming them.
    @discardableResult
    func deleteStack(_ id: Identifier<Stack>, withComponents: Bool) async throws -> [Component]
}

extension StackStore {
    /// Removes a stack; its components stay.
    public func deleteStack(_ id: Identifier<Stack>) async throws {
        try await deleteStack(id, withComponents: false)
    }
}
