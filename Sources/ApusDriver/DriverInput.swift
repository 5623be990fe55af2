import ApusEngine
import ApusModel

/// What the loop of a driver takes in, one after the other.
enum DriverInput: Sendable {
    case engine(EngineEvent)
    /// The infrastructure has the attempt, or will not have it: the task that cared for that is not needed any more.
    case handedOver(Attempt.Key)
    case cancellationRequested
    /// The store says that the run is over.
    case runOver
    /// The time for attempts to end after the run has passed.
    case drained
    /// The run cannot be driven on.
    case failed(any Error)
}
