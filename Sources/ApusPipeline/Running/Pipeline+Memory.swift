import ApusModel
import Logging

extension Pipeline {
    /// Runs the steps in this process, as tests do: no files but those that steps make, and no processes.
    ///
    /// A step that fails is tried again as its retry policy says, without delay. Finally steps run in any case.
    /// - Throws: ``MemoryRunFailure`` when a step failed, ``ApusError`` when the pipeline cannot be planned.
    public func run(in place: RunPlace) async throws -> MemoryRun {
        let spec = try spec(parameters: place.parameters)
        var course = MemoryCourse(spec: spec, place: place)
        for node in main.nodes { try await course.run(node) }
        course.endMainPart()
        for node in last.nodes { try await course.run(node) }
        if let failure = course.failure {
            throw MemoryRunFailure(step: failure.step, cause: failure.cause, run: course.run)
        }
        return course.run
    }
}

/// A run in memory on its way.
private struct MemoryCourse {
    let spec: PipelineSpec
    let place: RunPlace
    var run = MemoryRun()
    private(set) var failure: (step: String, cause: any Error)?
    private var outcome: (status: RunStatus, reason: String?)?

    init(spec: PipelineSpec, place: RunPlace) {
        self.spec = spec
        self.place = place
    }

    mutating func endMainPart() {
        outcome = (failure == nil ? .succeeded : .failed, failure.map { "step '\($0.step)' failed: \($0.cause)" })
    }

    mutating func run(_ node: StepNode) async throws {
        try Task.checkCancellation()
        let step = node.spec
        guard mayRun(step) else {
            run.statuses[step.name] = .skipped
            return
        }
        var attempt = 1
        while true {
            do {
                try await run(node, attempt: attempt)
                run.statuses[step.name] = .succeeded
                return
            } catch {
                attempt += 1
                if attempt <= step.retry.maximumRetries + 1, !(error is CancellationError) { continue }
                run.statuses[step.name] = .failed
                failure = failure ?? (step.name, error)
                return
            }
        }
    }

    private func mayRun(_ step: StepSpec) -> Bool {
        if outcome == nil, failure != nil, spec.failureMode != .continueOnFailure { return false }
        return step.upstream.allSatisfy { run.statuses[$0] == .succeeded }
    }

    private mutating func run(_ node: StepNode, attempt: Int) async throws {
        let step = node.spec
        let context = StepContext(
            step: step.name, pipeline: spec.name, run: nil, attempt: attempt,
            parameters: spec.parameters.merging(step.parameters) { _, own in own }, runStatus: outcome?.status,
            runReason: outcome?.reason, logger: .init(label: step.name), memory: StepMemory(folder: run.folder) { _ in }
        )
        defer { run.metrics[step.name] = context.metrics }
        let values = MemoryValues(run: run)
        for output in try await context.run({ try await outputs(of: node, values, context) }) {
            run.values[OutputReference(step: step.name, output: output.name)] = output.value
        }
    }

    private func outputs(
        of node: StepNode, _ values: MemoryValues, _ context: StepContext
    ) async throws -> [StepOutput] {
        if let body = node.body { return try await body(values) }
        guard let command = place.commands[node.spec.name] else {
            throw ApusError(
                .unsupported, "step '\(node.spec.name)' is a command, and no process runs here",
                hint: "say what stands for it: run(in: .memory(commands: [\"\(node.spec.name)\": …]))")
        }
        let made = try await command(context)
        return try node.spec.outputs.map { name in
            guard let value = made[name] else {
                throw ApusError(.notFound, "what stands for step '\(node.spec.name)' made no output '\(name)'")
            }
            return StepOutput(name: name, value: value)
        }
    }
}

/// Values as the steps before returned them.
private struct MemoryValues: StepValues {
    let run: MemoryRun

    func value<Value: ArtifactValue>(
        _ name: String, from source: OutputReference, as type: Value.Type
    ) async throws -> Value { try run.value(at: source) }
}
