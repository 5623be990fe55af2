public import ApusModel

/// Something that the driver has to do for a run. Every action is safe to do again.
public enum EngineAction: Hashable, Sendable {
    /// Look for earlier outputs and answer with ``EngineEvent/lookedUp(step:key:hit:)``.
    case lookUp(step: String, seed: ContentDigest, inputs: [String: Artifact])
    /// Record the launch in the store, then hand the attempt to the infrastructure. Answer with
    /// ``EngineEvent/launchRefused(_:)`` or ``EngineEvent/launchFailed(_:_:)`` if either never takes it.
    case launch(Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?)
    /// Hand the attempt to the infrastructure ahead of its ``launch(_:inputs:cacheKey:)``, which may follow: its program
    /// starts, and waits until that is recorded. Nothing is recorded now. Answer with
    /// ``EngineEvent/launchFailed(_:_:)`` if the infrastructure never takes it.
    case prestart(Attempt.Key)
    /// Ask the infrastructure to stop the attempt. Its end is told by ``EngineEvent/ended(_:_:)`` and
    /// ``EngineEvent/gone(_:)``, also when the infrastructure does not have it.
    case stop(Attempt.Key)
    /// Record in the store that the attempt is lost, and answer with ``EngineEvent/step(_:)``.
    case lose(Attempt.Key, AttemptFailure)
    /// Record in the store how the step ended, and answer with ``EngineEvent/step(_:)``.
    case settle(step: String, StepSettlement)
    /// Answer with ``EngineEvent/timerFired(_:)`` after so many seconds.
    case startTimer(EngineTimer, seconds: Double)
    /// Every main step is over, and there are finally steps. Have the store keep how the main part ended, and answer
    /// with ``EngineEvent/concluded(_:)``.
    case conclude(RunOutcome)
    /// Every step is over. Comes once; afterwards only attempts that are still live may cause further actions.
    case finish(RunOutcome)
}
