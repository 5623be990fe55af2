public import ApusModel
import FoundationEssentials
import Subprocess
public import SystemPackage

/// A built program that is a pipeline, as `ApusPipeline` makes them: it says what its pipeline is.
public struct PipelineProgramFile: Sendable {
    /// Absolute.
    public let path: FilePath

    public init(path: FilePath) { self.path = path }

    /// Whether there is a program at `path`, and no text.
    public static func isProgram(_ path: FilePath) -> Bool {
        guard let file = try? FileDescriptor.open(path, .readOnly) else { return false }  // whoever reads it says why
        let start = try? file.closeAfter {
            try withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { buffer in
                Array(buffer.prefix(try file.read(into: buffer)))
            }
        }
        return start == [0x7F, 0x45, 0x4C, 0x46]
    }

    /// The pipeline, with `parameters` in place of its own values.
    /// - Throws: ``ApusError`` with `.invalidArgument` when the program refuses them, or describes no pipeline.
    public func spec(parameters: [String: String]) async throws -> PipelineSpec {
        // A value that begins with '@' would stand for a file.
        let values = parameters.sorted { $0.key < $1.key }
            .map { "--\($0.key)=\($0.value.hasPrefix("@") ? "@" : "")\($0.value)" }
        let result = try await run(
            .path(path), arguments: Arguments(["--print-spec"] + values), output: .string(limit: 1 << 28),
            error: .string(limit: 1 << 20))
        let said = result.standardError.trimmed
        guard result.terminationStatus.isSuccess else {
            let words = said.hasPrefix("error: ") ? String(said.dropFirst(7)) : said
            throw ApusError(
                .invalidArgument, "program '\(path)' does not say what its pipeline is", reason: words,
                hint: "\(path) --help")
        }
        let spec: PipelineSpec
        do {
            spec = try CanonicalJSON.decode(PipelineSpec.self, from: Data(result.standardOutput.utf8))
        } catch {
            throw ApusError(
                .invalidArgument, "program '\(path)' is no pipeline",
                reason: "with --print-spec it does not print one", hint: "see 'Documentation/swift-pipelines.md'")
        }
        if let problem = spec.problems().first {
            throw ApusError(.invalidArgument, "\(path): \(problem.message)", hint: problem.hint)
        }
        return spec
    }
}
