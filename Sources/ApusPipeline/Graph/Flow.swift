import ApusModel

/// The steps of a pipeline while its author adds them.
///
/// ```swift
/// let digits = flow.step("load", run: loadDigits)                  // Artifact<Digits>
/// let network = flow.step("train", digits, run: train)             // takes Digits, makes a Network
/// let (metrics, picture) = flow.step(
///     "evaluate", digits, network, outputs: "metrics", "picture", run: evaluate)
/// ```
/// A step's function runs in another process than the one that adds it, perhaps on another machine: it sees its inputs,
/// the parameters of the program, and nothing else.
public struct Flow: Sendable {
    /// The name of the output of a step that has one and does not name it.
    public static let onlyOutput = "output"

    private(set) var main = StepList()
    private(set) var last = StepList()
    /// Whether steps are added that run once all others are over.
    private var isInFinally = false

    init() {}

    /// Adds a step that takes `inputs` and leaves nothing behind.
    ///
    /// - Parameters:
    ///   - name: unique in the pipeline; at most 63 letters, digits, `-`, `_` and `.`.
    ///   - run: gets the inputs' values.
    @discardableResult
    public mutating func step<each Input: ArtifactValue>(
        _ name: String, _ inputs: repeat Artifact<each Input>, options: StepOptions = StepOptions(),
        run: @escaping @Sendable (repeat each Input) async throws -> Void
    ) -> StepHandle {
        var names = InputNames()
        let ports = (repeat names.input(each inputs))
        add(name, options, names, outputs: []) { values in
            try await run(repeat try await (each ports).value(from: values))
            return []
        }
        return StepHandle(step: name)
    }

    /// Adds a step that makes one value.
    /// - Parameter output: the output's name in plans, commands and the dashboard.
    @discardableResult
    public mutating func step<each Input: ArtifactValue, Result: ArtifactValue>(
        _ name: String, _ inputs: repeat Artifact<each Input>, output: String = Flow.onlyOutput,
        options: StepOptions = StepOptions(), run: @escaping @Sendable (repeat each Input) async throws -> Result
    ) -> Artifact<Result> {
        var names = InputNames()
        let ports = (repeat names.input(each inputs))
        add(name, options, names, outputs: [output]) { values in
            [StepOutput(name: output, value: try await run(repeat try await (each ports).value(from: values)))]
        }
        return Artifact(step: name, output: output)
    }

    /// Adds a step that makes several values, returned as a tuple in the order of `outputs`.
    @discardableResult
    public mutating func step<each Input: ArtifactValue, each Result: ArtifactValue>(
        _ name: String, _ inputs: repeat Artifact<each Input>, outputs: repeat Output<each Result>,
        options: StepOptions = StepOptions(),
        run: @escaping @Sendable (repeat each Input) async throws -> (repeat each Result)
    ) -> (repeat Artifact<each Result>) {
        var names = InputNames()
        let ports = (repeat names.input(each inputs))
        let outputNames = Self.names(repeat each outputs)
        add(name, options, names, outputs: outputNames) { values in
            let results = try await run(repeat try await (each ports).value(from: values))
            var made: [StepOutput] = []
            for value in repeat each results { made.append(StepOutput(name: outputNames[made.count], value: value)) }
            return made
        }
        return (repeat Artifact<each Result>(step: name, output: (each outputs).name))
    }

    /// Adds steps that run once all others are over, however these ended. What ``StepContext/runStatus`` says is how.
    public mutating func finally(_ build: (inout Flow) throws -> Void) rethrows {
        let outer = isInFinally
        isInFinally = true
        defer { isInFinally = outer }
        try build(&self)
    }

    /// Adds a step that runs once all others are over, and does something when the run succeeded.
    @discardableResult
    public mutating func onSuccess(
        _ name: String, options: StepOptions = StepOptions(), run: @escaping @Sendable () async throws -> Void
    ) -> StepHandle { hook(name, options) { if $0 == .succeeded { try await run() } } }

    /// Adds a step that runs once all others are over, and does something when the run failed. ``StepContext/runReason``
    /// says why.
    @discardableResult
    public mutating func onFailure(
        _ name: String, options: StepOptions = StepOptions(), run: @escaping @Sendable () async throws -> Void
    ) -> StepHandle { hook(name, options) { if $0 == .failed { try await run() } } }

    private mutating func hook(
        _ name: String, _ options: StepOptions, _ body: @escaping @Sendable (RunStatus?) async throws -> Void
    ) -> StepHandle {
        finally { flow in
            flow.step(name, options: options) { try await body(StepContext.current.runStatus) }
        }
        return StepHandle(step: name)
    }

    static func names<each Result>(_ outputs: repeat Output<each Result>) -> [String] {
        var names: [String] = []
        for output in repeat each outputs { names.append(output.name) }
        return names
    }

    private mutating func add(
        _ name: String, _ options: StepOptions, _ names: InputNames, outputs: [String], _ body: @escaping StepNode.Body
    ) {
        let spec = options.spec(name, .ofProgram(step: name), inputs: names.sources, outputs: outputs)
        add(spec, options.hooked(body))
    }

    mutating func add(command spec: consuming StepSpec) { add(spec, nil) }

    private mutating func add(_ spec: consuming StepSpec, _ body: StepNode.Body?) {
        if isInFinally { last.append(spec, body) } else { main.append(spec, body) }
    }
}
