/// Names a step of a pipeline: what `after` takes.
public protocol StepReference: Sendable {
    /// The step's name.
    var step: String { get }
}
