import ApusArchive
public import ApusCore
public import ApusModel
public import SystemPackage

/// The code that travels with a run: a folder without what version control and tools leave in it.
public struct CodeTree: Sendable {
    /// Names of files and folders that stay behind wherever they are.
    public static let excluded: Set<String> = [
        ".git", ".hg", ".svn", "__pycache__", ".venv", ".DS_Store", ".build", ".ipynb_checkpoints",
    ]

    /// Absolute.
    public let folder: FilePath
    /// Of everything in it: paths, contents, links, and what may be executed. Equal for equal trees.
    public let digest: ContentDigest

    /// Reads the tree in `folder`.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when there is no such folder, `.invalidArgument` for what
    ///   cannot travel.
    public init(folder: FilePath) async throws {
        self.folder = folder
        digest = try await Archive.digest(of: Self.entries(of: folder))
    }

    /// The tree as image layer under ``workingDirectory``, written once to `cache`.
    public func layer(in cache: LayerCache) async throws -> ImageLayer {
        try await cache.layer("code-\(digest.hexadecimal)") {
            try await Self.entries(of: folder, under: "apus/code") + ImageFolder.entries("apus", "apus/code")
        }
    }

    /// Where the code is in an image.
    public static let workingDirectory = "/apus/code"

    private static func entries(of folder: FilePath, under prefix: String = "") async throws -> [ArchiveEntry] {
        try await Archive.entries(of: folder, under: prefix) { path in
            path.split(separator: "/").last.map { !excluded.contains(String($0)) } ?? true
        }
    }
}
