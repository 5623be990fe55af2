import ApusArchive
public import ApusCore
import ApusHTTP
import ApusModel
import Crypto
import FoundationEssentials
public import SystemPackage

/// Programs that run in pods, with their shared libraries, the loader and CA certificates, as one image layer that
/// works on any base image: everything is below `/apus`, and started as
/// `/apus/lib/ld-linux-….so --library-path /apus/lib /apus/bin/PROGRAM`.
public struct RuntimeBundle: Sendable {
    private static let certificates = FilePath("/etc/ssl/certs/ca-certificates.crt")

    private let folder: FilePath
    private let names: [String]
    private let loadsCurl: Bool

    /// What the pods of a run need.
    /// - Parameter programs: the folder that holds `apus-orchestrator` and `apus-step`.
    public init(programs: FilePath) {
        self.init(["apus-orchestrator", "apus-step"], in: programs, loadingCurl: false)
    }

    /// - Parameters:
    ///   - names: of the programs.
    ///   - folder: holds them.
    ///   - loadsCurl: whether they load libcurl, which a program that loads it later does not name.
    init(_ names: [String], in folder: FilePath, loadingCurl loadsCurl: Bool) {
        self.names = names
        self.folder = folder
        self.loadsCurl = loadsCurl
    }

    /// The layer, written once to `cache` for these programs.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when a program is missing.
    public func layer(in cache: LayerCache) async throws -> ImageLayer {
        let programs = try names.map { try program($0) }
        return try await cache.layer("runtime-\(mark(of: programs))") { try await entries(programs) }
    }

    private func program(_ name: String) throws(ApusError) -> FilePath {
        let path = folder.appending(name)
        if FileManager.default.isExecutableFile(atPath: path.string) { return path }
        throw ApusError(
            .notFound, "the program '\(name)' is missing", reason: "it travels into images, and is not in \(folder)",
            hint: "swift build -c release --static-swift-stdlib")
    }

    /// Differs when a program was built anew.
    private func mark(of programs: [FilePath]) throws -> String {
        var hash = SHA256()
        for program in programs {
            let attributes = try FileManager.default.attributesOfItem(atPath: program.string)
            let size = (attributes[.size] as? UInt64) ?? 0
            let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            hash.update(data: Data("\(program)|\(size)|\(changed)\n".utf8))
        }
        return hash.finalize().prefix(16).map { String($0, radix: 16) }.joined(separator: "-")
    }

    private func entries(_ programs: [FilePath]) async throws -> [ArchiveEntry] {
        var entries = ImageFolder.entries("apus", "apus/bin", "apus/lib", "apus/etc")
        var libraries: [String: FilePath] = [:]
        for program in programs {
            entries.append(
                ArchiveEntry("apus/bin/\(program.lastComponent?.string ?? "")", .file(program), isExecutable: true))
        }
        let loadedLater = loadsCurl ? [try CurlLibrary.path()] : []
        for file in programs + loadedLater {
            for library in try await SharedLibraries.needed(by: file) + loadedLater {
                libraries[library.lastComponent?.string ?? ""] = library
            }
        }
        entries += libraries.map { ArchiveEntry("apus/lib/\($0.key)", .file($0.value), isExecutable: true) }
        if FileManager.default.fileExists(atPath: Self.certificates.string) {
            entries.append(ArchiveEntry("apus/etc/ca-certificates.crt", .file(Self.certificates)))
        }
        return entries
    }
}
