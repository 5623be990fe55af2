package import ApusModel

/// What a call changes in a stored run.
package enum RunChange: Hashable, Sendable {
    /// The run is now this.
    case run(Run)
    /// The run's step of that name is now this.
    case step(StepRun)
    /// The run is marked as one that is to be stopped.
    case cancellationRequested

    /// The name of the step, when only that changes.
    package var stepName: String? { if case .step(let step) = self { step.step } else { nil } }

    /// What readers of the run's events are told.
    package var event: RunEvent.Change {
        switch self {
        case .run(let run): .run(run.status, reason: run.reason)
        case .step(let step): .step(step)
        case .cancellationRequested: .cancellationRequested
        }
    }
}
