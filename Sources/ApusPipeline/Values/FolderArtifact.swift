import ApusCore
import ApusModel
import FoundationEssentials
public import SystemPackage

/// A value in a form of its own, in a folder.
///
/// ```swift
/// struct Network: FolderArtifact {
///     static let version = 2
///     func write(into folder: FilePath) throws { … }
///     init(from folder: FilePath) throws { … }
/// }
/// ```
/// The folder says of which type and version it is. A program that knows another version says so instead of reading it.
public protocol FolderArtifact: ArtifactValue {
    /// What the type is called in folders and messages; its name in Swift unless it says otherwise.
    static var typeName: String { get }
    /// The version of the form; 1 unless it says otherwise. Raise it when older programs could not read what this one
    /// writes, or the other way round.
    static var version: Int { get }

    /// Fills `folder`, which is empty.
    func write(into folder: FilePath) async throws
    /// The value that ``write(into:)`` of the same version left in `folder`.
    init(from folder: FilePath) async throws
}

extension FolderArtifact {
    public static var typeName: String { String(describing: Self.self) }
    public static var version: Int { 1 }

    public func write(to place: FilePath) async throws {
        let mark = try CanonicalJSON.encode(FolderMark(type: Self.typeName, version: Self.version))
        try await blocking {
            try FileManager.default.createDirectory(atPath: place.string, withIntermediateDirectories: true)
        }
        try await write(into: place)
        try await blocking { try mark.write(to: URL(filePath: place.appending(FolderMark.name).string)) }
    }

    public static func read(from place: FilePath) async throws -> Self {
        try await blocking { try KeptPlace.check(place, isFolder: true) }
        try await FolderMark.check(place, type: typeName, version: version)
        return try await Self(from: place)
    }
}

/// What the folder of a ``FolderArtifact`` says of itself.
struct FolderMark: Codable {
    static let name = ".apus-type.json"

    let type: String
    let version: Int

    /// A folder without a mark, such as a command makes, is taken for what it is read as.
    /// - Throws: ``ApusError`` with `.unsupported` when the folder is of another type or version.
    static func check(_ folder: FilePath, type: String, version: Int) async throws {
        let file = folder.appending(name).string
        guard let data = try await blocking({ FileManager.default.contents(atPath: file) }) else { return }
        let mark = try CanonicalJSON.decode(FolderMark.self, from: data)
        if mark.type != type {
            throw ApusError(.unsupported, "it holds a value of the type '\(mark.type)', not '\(type)'")
        }
        if mark.version != version {
            throw ApusError(
                .unsupported,
                "it holds version \(mark.version) of '\(type)', and this program reads version \(version)",
                hint: "make it again: --no-cache")
        }
    }
}
