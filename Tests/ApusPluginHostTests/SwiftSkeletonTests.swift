import ApusCore
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// `apus flavor new --lang swift`, built against the modules of this build instead of the package, which takes minutes.
@Suite("The skeleton in Swift", .timeLimit(.minutes(20)))
struct SwiftSkeletonTests {
    private static let modules = [
        "ApusModel", "ApusCore", "ApusHashing", "ApusWire", "CLinux", "ApusDriver", "ApusEngine", "ApusPluginSDK",
        "Logging", "SystemPackage", "CSystem", "Crypto", "CCryptoBoringSSL", "CCryptoBoringSSLShims",
        "CryptoBoringWrapper",
        "CXKCP", "CXKCPShims", "DequeModule", "ContainersPreview",
        "InternalCollectionsUtilities", "BasicContainers",
    ]

    @Test("builds and keeps the contract of artifact stores")
    func skeleton() async throws {
        try await withScratchFolder { folder in
            let programs = BuildFolder.path
            try await run([
                programs.appending("apus").string, "flavor", "new", "rack", "--lang", "swift", "--folder",
                folder.appending("rack").string,
            ])
            let program = folder.appending("rack-plugin")
            let maps = ["CLinux.build", "../../checkouts/swift-system/Sources/CSystem"].map { programs.appending($0) }
            let words =
                [
                    "swiftc", "-parse-as-library", "-swift-version", "6", "-enable-upcoming-feature", "ExistentialAny",
                    "-module-name", "rack", "-I", programs.appending("Modules").string, "-lstdc++", "-o",
                    program.string, folder.appending("rack/Sources/rack/Plugin.swift").string,
                ]
                + (try maps.flatMap {
                    ["-Xcc", "-fmodule-map-file=\(try Self.files(named: "module.modulemap", in: $0)[0])"]
                })
                + (try Self.modules.flatMap { try Self.files(named: ".o", in: programs.appending("\($0).build")) })
            try await run(words)

            let host = TestPlugin.host()
            let plugin = try await host.examine(PluginSource(program))
            for (index, check) in ArtifactStoreConformance.Check.all.enumerated() {
                try await ArtifactStoreConformance {
                    try TestPlugin.store(plugin, in: host, folder: folder.appending("artifacts-\(index)"))
                }.run(check)
            }
            await host.end()
        }
    }

    /// The files under `folder` whose names end so.
    private static func files(named ending: String, in folder: FilePath) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.string).filter { $0.hasSuffix(ending) }
            .map { folder.appending($0).string }
    }

    private func run(_ words: [String]) async throws {
        let done = try await Subprocess.run(
            words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
            arguments: Arguments(Array(words.dropFirst())), output: .discarded, error: .string(limit: 1 << 20))
        try #require(done.terminationStatus.isSuccess, "\(words[0]): \(done.standardError)")
    }
}
