public import ApusModel

/// A working component, made by its flavor from a stored ``/ApusModel/Component``.
public protocol StackComponent: Sendable {
    /// Really tries the component: reaches it, proves the credentials, checks what a run would need. Changes nothing
    /// that lasts.
    ///
    /// Called when a user asks, and before a run is submitted. Cancelling it stops waiting.
    /// - Throws: ``/ApusModel/ApusError`` naming what cannot be done and how to mend it.
    func verify() async throws

    /// What keeps the component from working, as far as this machine can tell: nothing is contacted.
    ///
    /// Called when a stack is made, changed or chosen.
    func inspect() -> [Diagnostic]

    /// Really tries every part of the component, one finding each, in the order in which they build on each other.
    /// What it makes in doing so is gone when it returns.
    ///
    /// Called by `apus doctor`. Cancelling it stops waiting.
    func examine() async -> [Finding]
}

extension StackComponent {
    public func inspect() -> [Diagnostic] { [] }

    /// One finding: whether ``verify()`` succeeds.
    public func examine() async -> [Finding] {
        [await Finding.trying("usable") { try await verify() }]
    }
}
