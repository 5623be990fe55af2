import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import Glibc
import SystemPackage

/// A step's command while it runs.
struct RunningCommand: Sendable {
    let process: ChildProcess
    private let output: DescriptorReader
    private let errors: DescriptorReader

    /// - Throws: ``/ApusModel/ApusError`` when it cannot be started.
    init(_ command: StepCommand, environment: [String: String], folder: FilePath?) throws {
        let words = command.arguments
        guard let name = words.first, let program = ProgramSearch.find(name, path: environment["PATH"]) else {
            throw ApusError(
                .notFound, "the command '\(words.first ?? "")' is not found",
                reason: "PATH is '\(environment["PATH"] ?? "")'")
        }
        let nothing = try FileDescriptor.open("/dev/null", .readOnly, options: .closeOnExec)
        defer { Glibc.close(nothing.rawValue) }
        let (out, err) = (try DescriptorPair.pipe(), try DescriptorPair.pipe())
        defer {
            Glibc.close(out.far.rawValue)
            Glibc.close(err.far.rawValue)
        }
        output = try DescriptorReader(out.near)
        errors = try DescriptorReader(err.near)
        do {
            process = try ChildProcess(
                program, arguments: words, environment: environment, folder: folder,
                descriptors: [nothing, out.far, err.far], leading: .group)
        } catch let errno as Errno {
            throw ApusError(errno, "the command '\(name)' cannot be started", path: folder ?? program)
        }
    }

    /// Waits for the end and gives `take` every line that is printed until then. What the command started and left
    /// behind is ended with it.
    func followed(
        reapingOthers: Bool, _ take: @escaping @Sendable (LogLine.Stream, [String]) async -> Void
    ) async throws -> ProcessStatus {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await read(output, .stdout, take) }
            group.addTask { try await read(errors, .stderr, take) }
            defer {
                output.stop()
                errors.stop()
            }
            return try await process.ended(reapingOthers: reapingOthers) { [process] _ in process.signal(SIGKILL) }
        }
    }

    private func read(
        _ reader: DescriptorReader, _ stream: LogLine.Stream, _ take: (LogLine.Stream, [String]) async -> Void
    ) async throws {
        var decoder = LineDecoder()
        while let piece = try await reader.next() {
            let lines = decoder.append(piece)
            if !lines.isEmpty { await take(stream, lines) }
        }
        if let rest = decoder.finish() { await take(stream, [rest]) }
    }
}
