public import ApusModel
import FoundationEssentials
public import SystemPackage
import Yams

/// Reads pipeline files: YAML whose keys are those of `Documentation/pipeline-file.md`.
public enum PipelineFile {
    /// The pipeline that the file at `path` describes.
    /// - Throws: ``ApusError`` with `.notFound` when the file cannot be read, `.invalidArgument` naming every problem
    ///   with its line and
    ///   column.
    public static func read(_ path: FilePath) throws(ApusError) -> PipelineSpec {
        guard let data = FileManager.default.contents(atPath: path.string) else {
            throw ApusError(
                .notFound, "pipeline file '\(path)' cannot be read",
                reason: "there is no such file, or it may not be read",
                hint: "apus pipeline run FILE")
        }
        return try parse(String(decoding: data, as: UTF8.self), named: path.string)
    }

    /// The pipeline that `text` describes. `name` is the file's name in messages.
    /// - Throws: ``ApusError`` with `.invalidArgument`.
    public static func parse(_ text: String, named name: String) throws(ApusError) -> PipelineSpec {
        let reader = PipelineReader(root: try compose(text, named: name))
        let spec = reader.pipeline()
        var problems = reader.problems
        if problems.isEmpty {
            problems = spec.problems().map { problem in
                Problem(at: reader.position(of: problem.path), message: problem.message, hint: problem.hint)
            }
        }
        if problems.isEmpty { return spec }
        throw error(problems, in: name)
    }

    private static func compose(_ text: String, named name: String) throws(ApusError) -> Node {
        if let node = try YAMLDocument.compose(text, named: name) { return node }
        throw ApusError(
            .invalidArgument, "\(name) is empty", hint: "see 'Documentation/pipeline-file.md' for an example")
    }

    private static func error(_ problems: [Problem], in name: String) -> ApusError {
        let sorted = problems.sorted { ($0.position.line, $0.position.column) < ($1.position.line, $1.position.column) }
        let lines = sorted.map { "\(name):\($0.position.line):\($0.position.column): \($0.message)" }
        let hint = sorted.lazy.compactMap(\.hint).first
        if lines.count == 1 { return ApusError(.invalidArgument, lines[0], hint: hint) }
        return ApusError(
            .invalidArgument, "\(name) has \(lines.count) problems", reason: lines.joined(separator: "\n  "), hint: hint
        )
    }
}
