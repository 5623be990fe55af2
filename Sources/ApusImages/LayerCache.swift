import ApusArchive
import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
public import SystemPackage

/// Image layers that were written on this machine, by name. A name says what is in the layer, so that a layer is written
/// and measured once.
public struct LayerCache: Sendable {
    /// What is kept beside a layer.
    private struct Record: Codable {
        let digest: ContentDigest
        let size: Int64
        let uncompressedDigest: ContentDigest
    }

    let folder: FilePath

    public init(folder: FilePath) { self.folder = folder }

    /// The layer of that name; made from `entries` when it is not there yet.
    func layer(_ name: String, _ entries: () async throws -> [ArchiveEntry]) async throws -> ImageLayer {
        let file = folder.appending("\(name).tar.gz")
        let recordFile = folder.appending("\(name).json")
        if let record = record(in: recordFile), FileManager.default.fileExists(atPath: file.string) {
            return layer(file, record)
        }
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        let part = folder.appending(".\(name)-\(getpid()).part")
        let written = try await Archive.write(entries(), to: part, compression: .gzip(level: 6))
        guard rename(part.string, file.string) == 0 else {
            throw ApusError(.internalFailure, "'\(part)' cannot be renamed", reason: String(cString: strerror(errno)))
        }
        let record = Record(
            digest: written.digest, size: written.size, uncompressedDigest: written.uncompressedDigest)
        try CanonicalJSON.encode(record).write(to: URL(filePath: recordFile.string), options: .atomic)
        return layer(file, record)
    }

    private func layer(_ file: FilePath, _ record: Record) -> ImageLayer {
        ImageLayer(
            file: file, digest: record.digest, size: record.size, uncompressedDigest: record.uncompressedDigest)
    }

    private func record(in file: FilePath) -> Record? {
        // One that is damaged is made anew.
        FileManager.default.contents(atPath: file.string).flatMap { try? CanonicalJSON.decode(Record.self, from: $0) }
    }
}
