public import ApusModel

/// What the infrastructure says about an attempt.
public struct StepObservation: Hashable, Sendable {
    public enum Change: Hashable, Sendable {
        /// It was accepted but cannot start yet, for the reason given. For people; it decides nothing.
        case waiting(reason: String)
        /// Its program runs.
        case started
        /// Its program ended or will never start, with the failure if the infrastructure knows of one. The kind says
        /// whether trying again can help: see ``/ApusModel/AttemptFailure/Kind``. What the attempt itself reported
        /// counts more, if it comes soon.
        case ended(AttemptFailure?)
        /// Nothing of it runs any more, and nothing will. It no longer counts against `max_parallelism`. Said of an
        /// attempt of which ``ended(_:)`` was not said, it means that too.
        case gone
    }

    public let attempt: Attempt.Key
    public let change: Change

    public init(_ attempt: Attempt.Key, _ change: Change) {
        self.attempt = attempt
        self.change = change
    }
}
