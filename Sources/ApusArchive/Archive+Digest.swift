import ApusCore
public import ApusModel

extension Archive {
    /// The digest of the archive that ``write(_:to:compression:)`` would make of `entries` without compression; nothing
    /// is written.
    /// - Throws: as writing it would.
    public static func digest(of entries: [ArchiveEntry]) async throws -> ContentDigest {
        try await blocking {
            let sink = HashingSink()
            let sorted = try checked(entries)
            return try withUTF8Names {
                try append(sorted, to: ArchiveWriter(.tar, into: sink))
                return sink.digest()
            }
        }
    }
}
