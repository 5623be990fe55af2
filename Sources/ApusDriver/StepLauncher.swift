public import ApusModel

/// Starts and watches the attempts of one run on some infrastructure.
///
/// A ``RunDriver`` calls it for the one run that it was made for. The driver may be replaced at any moment by another
/// one with a launcher of its own, so a launcher keeps nothing that it cannot find again in the infrastructure.
///
/// Calls for different attempts come at the same time. Calls for one attempt come one after the other.
public protocol StepLauncher: Sendable {
    /// The attempts of the run that the infrastructure holds, running or over. Called once, before everything else.
    /// The driver takes each for live until its ``StepObservation/Change/gone`` is observed, so the ends of those that
    /// are over already have to be observed too.
    /// - Throws: ``/ApusModel/ApusError``. `.unavailable` and `.timedOut` are tried again for ever, with growing
    ///   pauses;
    ///   any other error ends the driver.
    func adopt() async throws -> [Attempt.Key]

    /// Hands the attempt to the infrastructure and returns once that has accepted it; it need not run yet. The store may
    /// not have its launch yet: whatever claims it has to wait for that (``/ApusCore/RunStore/claim(_:holder:at:waiting:)``).
    ///
    /// An attempt that the infrastructure has already, running or over, is taken over instead of being started again.
    /// Cancelling the call leaves it open whether the attempt was taken; then ``stop(_:)`` is called for it, or the
    /// driver is leaving.
    /// - Throws: ``/ApusModel/ApusError``. `.unavailable` and `.timedOut`, which is also what an exhausted quota is,
    ///   are
    ///   tried again for ever, with growing pauses: nothing counts as failed. With any other error the attempt can
    ///   never start, the step fails with the error's text, and nothing was left behind.
    func launch(_ attempt: Attempt.Key, of step: PlannedStep) async throws

    /// Asks the attempt to stop, gently first, and returns without waiting for its end. Asking again is harmless.
    /// - Throws: ``/ApusModel/ApusError``. `.unavailable` and `.timedOut` are tried again for ever; any other error is
    ///   logged, and the attempt is then waited for.
    func stop(_ attempt: Attempt.Key) async throws -> StopAnswer

    /// Follows the infrastructure and calls `deliver` with everything that it says about attempts of the run, until the
    /// task is cancelled; never returns before. `deliver` does not block, and may be called from anywhere. Called once
    /// at a time.
    ///
    /// For every attempt that was adopted or launched, `gone` is delivered in the end, also for one that disappeared
    /// while nobody looked. Repeating an observation is harmless; lost connections are the launcher's to restore.
    ///
    /// Cancelling it means that the driver leaves, because the run is over or because another driver takes over. A
    /// launcher whose attempts live in this process ends them then; one whose attempts live elsewhere leaves them
    /// alone.
    /// - Throws: ``/ApusModel/ApusError``. After `.unavailable` and `.timedOut` it is called again, with growing
    ///   pauses;
    ///   any other error ends the driver.
    func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws

    /// Hears of a change of a step that the store accepted, to tell of it where people look at the infrastructure.
    ///
    /// Called with every such change of the run in order, from its first one on for each new driver. Returns at once.
    func note(_ step: StepRun)
}

extension StepLauncher {
    /// Most infrastructures have no place for it.
    public func note(_ step: StepRun) {}
}
