import ApusModel
import Subprocess
import SystemPackage

/// What the dynamic loader would load for a program.
enum SharedLibraries {
    /// The libraries, and the loader itself, as `ldd` finds them on this machine.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when one is missing.
    static func needed(by program: FilePath) async throws -> [FilePath] {
        let result = try await run(
            .name("ldd"), arguments: [program.string], output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
            throw ApusError(
                .notFound, "the libraries of '\(program)' cannot be listed", reason: result.standardError,
                hint: "ldd \(program)")
        }
        return try result.standardOutput.split(separator: "\n").compactMap { try library(in: $0, of: program) }
    }

    /// `libc.so.6 => /lib/libc.so.6 (0x…)`, or `/lib64/ld-linux-x86-64.so.2 (0x…)`; the kernel's own has no file.
    private static func library(in line: Substring, of program: FilePath) throws(ApusError) -> FilePath? {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        if line.contains("not found") {
            throw ApusError(
                .notFound, "'\(program)' needs a library that is not installed", reason: words.first.map(String.init))
        }
        return words.first { $0.hasPrefix("/") }.map { FilePath(String($0)) }
    }
}
