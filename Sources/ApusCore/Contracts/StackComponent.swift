/// A working component, made by its flavor from a stored ``/ApusModel/Component``.
public protocol StackComponent: Sendable {
    /// Really tries the component: reaches it, proves the credentials, checks what a run would need. Changes nothing
    /// that lasts.
    ///
    /// Called when a user asks, and before a run is submitted. Cancelling it stops waiting.
    /// - Throws: ``/ApusModel/ApusError`` naming what cannot be done and how to mend it.
    func verify() async throws
}
