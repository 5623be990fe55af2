public import ApusModel

/// Names an output of a step, whatever is in it: what a command step takes as input.
public protocol ArtifactReference: StepReference {
    /// The name of the output.
    var output: String { get }
}

extension ArtifactReference {
    /// The output as a pipeline file names it.
    public var reference: OutputReference { OutputReference(step: step, output: output) }
}
