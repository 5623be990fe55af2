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

    /// The stack of that name, or `nil`.
    func stack(named name: String) async throws -> Stack?

    /// Removes a stack; its components stay.
    /// - Throws: `.notFound`; `.forbidden` for the stack `default`.
    func deleteStack(_ id: Identifier<Stack>) async throws
}
