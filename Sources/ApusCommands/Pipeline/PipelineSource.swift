import ApusModel
import ApusPipelineFile
import FoundationEssentials
import SystemPackage

/// A pipeline as a user names it: a pipeline file, or a program that is one.
struct PipelineSource: Sendable {
    var spec: PipelineSpec
    /// What `source` of the pipeline is relative to: the file's folder, or the one where the command was typed.
    let folder: FilePath
    /// Absolute; `nil` for a file.
    let program: FilePath?

    /// - Parameter parameters: texts by name, in place of the pipeline's own values.
    /// - Throws: ``ApusError`` with `.notFound` when there is no such file, `.invalidArgument` naming every problem.
    static func read(_ file: String, parameters: [String: String] = [:]) async throws -> PipelineSource {
        let path = FilePath(file)
        if PipelineProgramFile.isProgram(path) {
            let here = FilePath(FileManager.default.currentDirectoryPath)
            let program = PipelineProgramFile(path: here.pushing(path).lexicallyNormalized())
            return PipelineSource(
                spec: try await program.spec(parameters: parameters), folder: here, program: program.path)
        }
        var spec = try PipelineFile.read(path)
        try spec.set(parameters)
        return PipelineSource(spec: spec, folder: path.removingLastComponent(), program: nil)
    }
}

extension PipelineSpec {
    /// Replaces declared parameters; a value keeps the kind of the file's one.
    fileprivate mutating func set(_ given: [String: String]) throws(ApusError) {
        for (name, text) in given.sorted(by: { $0.key < $1.key }) {
            guard let declared = parameters[name] else {
                let known = parameters.keys.sorted()
                throw ApusError(
                    .invalidArgument, "pipeline '\(self.name)' has no parameter '\(name)'",
                    reason: known.isEmpty ? "it has none" : "its parameters are \(known.joined(separator: ", "))",
                    hint: Spelling.closest(to: name, among: known).map { "did you mean '\($0)'?" })
            }
            parameters[name] = try Self.value(text, like: declared, of: name)
        }
    }

    private static func value(_ text: String, like declared: JSONValue, of name: String) throws(ApusError) -> JSONValue
    {
        let value: JSONValue? =
            switch declared {
            case .integer: Int64(text).map(JSONValue.integer)
            case .number: Double(text).map(JSONValue.number)
            case .boolean: Bool(text).map(JSONValue.boolean)
            case .string, .null, .array, .object: .string(text)
            }
        if let value { return value }
        throw ApusError(
            .invalidArgument, "parameter '\(name)' cannot be '\(text)'",
            reason: "the file gives it a value of kind \(declared.kindName)")
    }
}
