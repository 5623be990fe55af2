import ApusEngine
import ApusModel

/// What the loop of a driver takes in, one after the other.
enum DriverInput: Sendable {
    case engine(EngineEvent)
    /// The infrastructure has the attempt, or will not have it.
    case handedOver(Attempt.Key)
    /// The store has the attempt's launch.
    case recorded(Attempt.Key)
    /// The task that took care of the attempt is over.
    case released(Attempt.Key)
    case cancellationRequested
    /// The store says that the run is over.
    case runOver
    /// The time for attempts to end after the run has passed.
    case drained
    /// The run cannot be driven on.
    case failed(any Error)
}
