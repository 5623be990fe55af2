import ApusArchive
public import ApusCore
import ApusModel
import SystemPackage

/// A pipeline's program with its libraries and the loader, as one image layer that works on any base image: all is below
/// `/apus/program`.
public struct ProgramBundle: Sendable {
    private static let root = "apus/program"

    private let program: ProgramCode
    private let libraries: [FilePath]
    private let loader: String

    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when a library is missing.
    public init(_ program: ProgramCode) async throws {
        self.program = program
        libraries = try await SharedLibraries.needed(by: program.path)
        let names = libraries.compactMap { $0.lastComponent?.string }
        guard let loader = names.first(where: { $0.hasPrefix("ld-") }) else {
            throw ApusError(
                .unsupported, "'\(program.path)' cannot travel into images", reason: "it names no dynamic loader",
                hint: "swift build -c release")
        }
        self.loader = loader
    }

    /// What starts the program in an image.
    public var words: [String] {
        let libraries = "/\(Self.root)/lib"
        return ["\(libraries)/\(loader)", "--library-path", libraries, "/\(Self.root)/bin/\(name)"]
    }

    /// The layer, written once to `cache` for this program.
    public func layer(in cache: LayerCache) async throws -> ImageLayer {
        try await cache.layer("program-\(program.digest.hexadecimal)-\(name)") {
            let folders = ImageFolder.entries("apus", Self.root, "\(Self.root)/bin", "\(Self.root)/lib")
            let own = ArchiveEntry("\(Self.root)/bin/\(name)", .file(program.path), isExecutable: true)
            return folders + [own]
                + libraries.map { library in
                    ArchiveEntry(
                        "\(Self.root)/lib/\(library.lastComponent?.string ?? "")", .file(library), isExecutable: true)
                }
        }
    }

    private var name: String { program.path.lastComponent?.string ?? "program" }
}
