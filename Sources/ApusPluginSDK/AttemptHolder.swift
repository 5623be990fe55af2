public import ApusCore
import ApusDriver
public import ApusModel

/// An orchestrator as a plugin serves it: starts commands somewhere, stops them and says what happens to them. What
/// runs when, retries and caching are the host's to decide.
///
/// Calls for different attempts come at the same time. Every call may be repeated.
public protocol AttemptHolder: StackComponent {
    /// The attempts of the run that are held, running or over.
    func attempts(of run: Identifier<Run>) async throws -> [Attempt.Key]

    /// Starts the attempt's command, unless it was started already, and returns once it is accepted.
    /// - Throws: ``/ApusModel/ApusError``. After `.unavailable` and `.timedOut` it is called again; after any other the
    ///   step fails.
    func launch(_ attempt: Attempt.Key, _ command: HeldCommand) async throws

    /// Asks the attempt to stop: SIGTERM, and SIGKILL after ten seconds, or what there is of that kind.
    /// - Returns: whether there was something to stop.
    func stop(_ attempt: Attempt.Key) async throws -> Bool

    /// Says what happens to attempts, until the task is cancelled. For every attempt that was launched `gone` is said
    /// in the end.
    func observe(_ deliver: @escaping @Sendable (HeldChange) -> Void) async throws
}
