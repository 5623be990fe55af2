public import ApusModel

extension Flow {
    /// Adds a step that is a command in any language and makes the artifacts that `outputs` name.
    ///
    /// ```swift
    /// let plot = flow.command(
    ///     "plot", "python3 plot.py", inputs: ["metrics": metrics], outputs: .file("picture"),
    ///     options: StepOptions(image: "python:3.12-slim"))
    /// ```
    /// The command finds its inputs at `$APUS_INPUT_<NAME>` and leaves its outputs at `$APUS_OUTPUT_<NAME>`. What is
    /// `Codable` crosses as JSON.
    @discardableResult
    public mutating func command<each Result: ArtifactValue>(
        _ name: String, _ command: StepCommand, inputs: [String: any ArtifactReference] = [:],
        outputs: repeat Output<each Result>, options: StepOptions = StepOptions()
    ) -> (repeat Artifact<each Result>) {
        let sources = inputs.mapValues(\.reference)
        add(command: options.spec(name, command, inputs: sources, outputs: Self.names(repeat each outputs)))
        return (repeat Artifact<each Result>(step: name, output: (each outputs).name))
    }

    /// Adds a step that is a command in any language and leaves nothing behind.
    @discardableResult
    public mutating func command(
        _ name: String, _ command: StepCommand, inputs: [String: any ArtifactReference] = [:],
        options: StepOptions = StepOptions()
    ) -> StepHandle {
        add(command: options.spec(name, command, inputs: inputs.mapValues(\.reference), outputs: []))
        return StepHandle(step: name)
    }
}
