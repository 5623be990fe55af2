import ApusCore
import ApusModel
import FoundationEssentials
import SystemPackage

/// One step of a pipeline in a process of its own.
struct StepProcess: Sendable {
    let pipeline: Pipeline
    let step: String
    let environment: StepEnvironment
    let parameters: [String: JSONValue]

    /// Reads the inputs, runs the function, keeps the outputs.
    /// - Throws: ``ApusError`` when there is no such step or a value cannot be read or kept, and what the function throws.
    func run() async throws {
        let node = try node()
        let metrics = environment.metrics
        let memory = StepMemory(folder: TemporaryFolder(in: try place(of: node))) {
            StepLog.show($0, keepingIn: metrics)
        }
        let own = parameters.merging(node.spec.parameters) { _, own in own }
        let context = environment.context(step, pipeline.name, own, memory)
        try await context.run {
            let outputs = try await node.body?(FileValues(step: step, environment: environment)) ?? []
            for output in outputs { try await keep(output) }
        }
        withExtendedLifetime(memory) {}
    }

    private func node() throws(ApusError) -> StepNode {
        guard let node = pipeline.node(step) else {
            let names = (pipeline.main.specs + pipeline.last.specs).map(\.name)
            throw ApusError(
                .invalidArgument, "pipeline '\(pipeline.name)' has no step '\(step)'",
                reason: "its steps are \(names.joined(separator: ", "))",
                hint: Spelling.closest(to: step, among: names).map { "did you mean '\($0)'?" })
        }
        if node.body != nil { return node }
        throw ApusError(
            .invalidArgument, "step '\(step)' is a command",
            hint: "run it by itself: \(node.spec.command.arguments.joined(separator: " "))")
    }

    /// The folder of the outputs, on whose file system the step's own files belong; `nil` for a step without.
    private func place(of node: StepNode) throws -> FilePath? {
        guard let folder = node.spec.outputs.first.map({ environment.output($0).removingLastComponent() }) else {
            return nil
        }
        if environment.isAlone {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            return folder
        }
        return folder.removingLastComponent()
    }

    private func keep(_ output: StepOutput) async throws {
        let place = environment.output(output.name)
        if environment.isAlone, FileManager.default.fileExists(atPath: place.string) {
            try FileManager.default.removeItem(atPath: place.string)
        }
        do {
            try await output.value.write(to: place)
        } catch {
            throw ApusError(
                .unavailable, "output '\(output.name)' of step '\(step)' cannot be kept", reason: "\(error)")
        }
        if environment.isAlone { StepLog.say("output '\(output.name)' is at \(place)") }
    }
}

/// Values as files, where a runner or a person put them.
private struct FileValues: StepValues {
    let step: String
    let environment: StepEnvironment

    func value<Value: ArtifactValue>(
        _ name: String, from source: OutputReference, as type: Value.Type
    ) async throws -> Value {
        let place = try environment.input(name, of: step)
        do {
            return try await Value.read(from: place)
        } catch {
            let known = error as? ApusError
            throw ApusError(
                known?.code ?? .corrupted, "input '\(name)' of step '\(step)' cannot be read as '\(Value.self)'",
                reason: known.map { $0.reason ?? $0.summary } ?? "\(error)", hint: known?.hint)
        }
    }
}
