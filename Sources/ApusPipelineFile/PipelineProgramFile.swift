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
    public func spec(parameters: [String: String]) async throws(ApusError) -> PipelineSpec {
        // A value that begins with '@' would stand for a file.
        let values = parameters.sorted { $0.key < $1.key }
            .map { "--\($0.key)=\($0.value.hasPrefix("@") ? "@" : "")\($0.value)" }
        let text = try await output(["--print-spec"] + values)
        let spec: PipelineSpec
        do {
            spec = try CanonicalJSON.decode(PipelineSpec.self, from: Data(text.utf8))
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

    /// What the program prints.
    private func output(_ words: [String]) async throws(ApusError) -> String {
        let hint = "\(path) --help"
        let said: String
        do {
            let result = try await run(
                .path(path), arguments: Arguments(words), output: .string(limit: 1 << 28),
                error: .string(limit: 1 << 20))
            if result.terminationStatus.isSuccess { return result.standardOutput }
            said = result.standardError.trimmed
        } catch {
            throw ApusError(.invalidArgument, "program '\(path)' cannot be run", hint: hint, cause: error)
        }
        throw ApusError(
            .invalidArgument, "program '\(path)' does not say what its pipeline is",
            reason: said.hasPrefix("error: ") ? String(said.dropFirst(7)) : said, hint: hint)
    }
}
