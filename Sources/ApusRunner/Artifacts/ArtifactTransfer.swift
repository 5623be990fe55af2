import ApusArchive
import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import SystemPackage

/// Moves artifacts between an artifact store and this machine, with bounded memory and checked digests.
struct ArtifactTransfer: Sendable {
    let store: any ArtifactStore
    /// A folder for archives on their way, and for files whose step shall not find them any more; on the file system of
    /// the outputs.
    let archives: FilePath
    /// `nil` where steps that follow run on other machines.
    var spares: SpareCopies?
    /// Returns once nobody deletes the artifact's content any more, whether the store has it or not.
    let reserve: @Sendable (Artifact) async throws -> Void

    /// Puts the artifact at `place`, where nothing is yet: a file, or a folder. What comes from the store is checked
    /// against its digest; a copy that was made while the original was hashed, against its times and its size.
    /// - Throws: ``/ApusModel/ApusError``, `.corrupted` when the bytes are not the artifact's.
    func fetch(_ artifact: Artifact, to place: FilePath) async throws {
        switch artifact.kind {
        case .file, .json:
            if let spares, try await blocking({ spares.take(artifact, to: place) }) { return }
            try await download(artifact, to: place)
        case .folder:
            let archive = temporaryFile()
            defer { remove(archive) }
            try await download(artifact, to: archive)
            try await Archive.extract(archive, into: place)
        }
    }

    /// Keeps what is at `place` and returns what it is then known by, or `nil` when nothing is there.
    /// - Parameter name: the output's.
    func keep(_ place: FilePath, as name: String) async throws -> Artifact? {
        guard let type = (try? place.stat())?.type else { return nil }  // whatever stat says: nothing usable is there
        switch type {
        case .directory:
            let archive = temporaryFile()
            let written = try await Archive.write(Archive.entries(of: place), to: archive)
            let file = try await sealed(archive)
            defer { remove(file.path) }
            let artifact = Artifact(digest: written.digest, size: written.size, kind: .folder)
            try await upload(file, as: artifact)
            return artifact
        case .regular:
            let file = try await sealed(place)
            let taking = file.isSealed && spares?.outputs.names.contains(name) == true ? spares : nil
            async let spare = taking?.copy(file.path)
            let (digest, size) = try await FileBytes.measure(file.path)
            let kind: Artifact.Kind = try await isJSON(file.path, size: size) ? .json : .file
            let artifact = Artifact(digest: digest, size: size, kind: kind)
            try await upload(file, as: artifact)
            if let copy = await spare { taking?.offer(copy, of: digest) }
            return artifact
        default:
            throw ApusError(.invalidArgument, "'\(place)' is neither a file nor a folder")
        }
    }

    private func download(_ artifact: Artifact, to place: FilePath) async throws {
        let file = try await blocking { try ArrivingFile(place) }
        try await store.read(artifact.key, range: nil) { content in
            for try await piece in content { try await blocking { try file.write(piece) } }
        }
        let digest = try await blocking { file.digest() }
        if digest != artifact.digest {
            throw ApusError(
                .corrupted, "'\(artifact.key)' in \(store.location) is not what was kept there",
                reason: "its digest is \(digest)")
        }
    }

    private func sealed(_ place: FilePath) async throws -> OutputFile {
        try await blocking { [archives] in OutputFile(place, sealedIn: archives) }
    }

    /// What the store has already is not sent again. It is reserved first: what is seen before may be gone after.
    private func upload(_ file: OutputFile, as artifact: Artifact) async throws {
        try await reserve(artifact)
        if try await store.size(of: artifact.key) == artifact.size { return }
        if file.isSealed { return try await file.keep(in: store, as: artifact) }
        let bytes = try await blocking { try FileBytes(file.path) }
        try await store.write(ByteStream(bytes), length: artifact.size, to: artifact.key)
        if try await blocking({ bytes.digest() }) != artifact.digest {
            try await store.delete(artifact.key)
            throw file.hasChanged
        }
    }

    private func isJSON(_ file: FilePath, size: Int64) async throws -> Bool {
        guard size > 0, size <= Self.longestJSON else { return false }
        return try await blocking {
            guard let data = FileManager.default.contents(atPath: file.string) else { return false }
            return (try? CanonicalJSON.decode(JSONValue.self, from: data)) != nil  // what does not decode is no JSON
        }
    }

    /// Longer files are files, whatever is in them.
    private static let longestJSON: Int64 = 1 << 20

    private func temporaryFile() -> FilePath { archives.appending(UUID().uuidString + ".tar") }

    private func remove(_ file: FilePath) {
        try? FileManager.default.removeItem(atPath: file.string)  // goes with the attempt's folders otherwise
    }
}
