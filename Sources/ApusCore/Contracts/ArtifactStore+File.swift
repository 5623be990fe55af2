public import SystemPackage

extension ArtifactStore {
    /// Copies the file's bytes by ``write(_:length:to:)``; the file stays.
    public func keep(_ file: FilePath, length: Int64, under key: String) async throws {
        let pieces = try await blocking { try FilePieces(file) }
        try await write(ByteStream(pieces), length: length, to: key)
    }
}
