public import ApusModel
public import FoundationEssentials

/// Something that happened to a run.
///
/// Events may come late, twice and in another order than they happened in, but ``begin(at:)`` comes first and once. An
/// event that tells nothing new changes nothing.
public enum EngineEvent: Hashable, Sendable {
    /// The driver is ready to act. The time is what retry delays that began before a restart are measured against;
    /// nothing else depends on the time of day.
    case begin(at: Date)
    /// What the cache has for a step: the key that was looked for and the earlier step run, or `nil` for a miss.
    case lookedUp(step: String, key: ContentDigest, hit: StepRun?)
    /// The store refused that the step takes over what the cache had for it: that was removed meanwhile. Nothing was
    /// settled.
    case takeoverRefused(step: String)
    /// A step as the store has it, whether from its event stream or as the answer to a call. Only this ends a step:
    /// where a report and a loss compete, the store's choice is followed.
    case step(StepRun)
    /// The store refused to record the launch; the step as the store has it was told before. Nothing was launched.
    case launchRefused(Attempt.Key)
    /// The infrastructure can never take the attempt; nothing was launched.
    case launchFailed(Attempt.Key, AttemptFailure)
    /// The infrastructure saw the attempt end, with a failure if it knows of one. A report may still be under way.
    case ended(Attempt.Key, AttemptFailure?)
    /// The infrastructure holds nothing of the attempt any more; its slot is free. Never said of an attempt that the
    /// engine has asked for since: an older notice is void from then on.
    case gone(Attempt.Key)
    case timerFired(EngineTimer)
    /// Somebody asked for the run to be stopped.
    case cancellationRequested
    /// What the store keeps as the end of the run's main part.
    case concluded(RunOutcome)

    var isBeginning: Bool { if case .begin = self { true } else { false } }
}
