import ApusModel
import FoundationEssentials
import SystemPackage

/// A value under one check, with a folder for it.
struct ArtifactTrial: Sendable {
    /// The value, whatever its type.
    struct Subject: Sendable {
        let name: String
        let form: (any FolderArtifact.Type)?
        let write: @Sendable (FilePath) async throws -> Void
        /// Whether the value is what is read there.
        let isRead: @Sendable (FilePath) async throws -> Bool
    }

    let check: String
    let value: Subject
    let folder: FilePath

    /// Writes the value.
    /// - Returns: where it is.
    func written(as name: String = "value") async throws -> FilePath {
        let place = folder.appending(name)
        try await value.write(place)
        return place
    }

    func holds(_ condition: Bool, _ observation: String) throws {
        if !condition { throw ArtifactValueConformance.Failure(check: check, observation: observation) }
    }

    /// What is read there, and how that fails.
    func reading(_ place: FilePath) async -> Result<Bool, any Error> {
        do { return .success(try await value.isRead(place)) } catch { return .failure(error) }
    }
}

/// What is at a place: the bytes of a file, or of every file of a folder.
struct PlacedBytes: Equatable {
    /// By path below the place; a file's own is empty.
    private(set) var files: [String: Data] = [:]

    init(_ place: FilePath) throws {
        if try place.stat().type == .regular {
            files[""] = try Data(contentsOf: URL(filePath: place.string))
            return
        }
        for name in try FileManager.default.subpathsOfDirectory(atPath: place.string) {
            let file = place.appending(name)
            if try file.stat().type == .regular { files[name] = try Data(contentsOf: URL(filePath: file.string)) }
        }
    }

    /// Writes other bytes to the files at the place; none to those of the names in `kept`.
    func write(to place: FilePath, keeping kept: Set<String>, _ change: (Data) -> Data) throws {
        for (name, bytes) in files where !kept.contains(name) {
            let file = name.isEmpty ? place : place.appending(name)
            try change(bytes).write(to: URL(filePath: file.string))
        }
    }
}
