import ApusTestKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// A program of a user's with the product `ApusPipeline`, built against the modules of this build instead of the
/// package, which takes minutes.
enum SwiftProgram {
    private static let modules = ["ApusModel", "ApusCore", "ApusPipeline", "Logging", "SystemPackage", "CSystem"]

    /// Builds `sources` into `program`.
    static func build(_ sources: [FilePath], as module: String, to program: FilePath) async throws {
        let folder = BuildFolder.path
        let objects = try modules.flatMap { try Self.objects(in: folder.appending("\($0).build")) }
        try await compile(sources, as: module, ["-o", program.string] + objects)
    }

    /// Looks whether `sources`, which may hold tests, compile.
    static func check(_ sources: [FilePath], as module: String) async throws {
        try await compile(sources, as: module, ["-typecheck"])
    }

    private static func compile(_ sources: [FilePath], as module: String, _ options: [String]) async throws {
        let folder = BuildFolder.path
        let system = folder.appending("../../checkouts/swift-system/Sources/CSystem/include")
        let words =
            [
                "-parse-as-library", "-swift-version", "6", "-module-name", module, "-I",
                folder.appending("Modules").string, "-Xcc", "-fmodule-map-file=\(system)/module.modulemap", "-Xcc",
                "-I\(system)",
            ] + options + sources.map(\.string)
        let done = try await run(
            .name("swiftc"), arguments: Arguments(words), output: .discarded, error: .string(limit: 1 << 20))
        try #require(done.terminationStatus.isSuccess, "\(done.standardError)")
    }

    private static func objects(in folder: FilePath) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.string).filter { $0.hasSuffix(".o") }
            .map { folder.appending($0).string }
    }
}
