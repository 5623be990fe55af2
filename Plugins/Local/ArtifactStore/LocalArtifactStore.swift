public import ApusCore
import ApusModel
import FoundationEssentials
public import SystemPackage

/// Keeps each content in a file of a folder, at its key.
///
/// A content is written to a file aside and then renamed, so that a reader never sees a part. A file on the same file
/// system is taken over instead of being copied. What is kept is for reading only and has one name.
public struct LocalArtifactStore: ArtifactStore {
    /// The folder, absolute; made when the first content comes.
    public let folder: FilePath

    public init(folder: FilePath) { self.folder = folder }

    public var location: String { "file://\(folder)" }

    /// Writes a file and removes it.
    public func verify() async throws {
        try await blocking {
            let file = try PartialFile(in: partials)
            defer { file.discard() }
            try file.write(Data("verified".utf8))
        }
    }

    public func write(_ content: ByteStream, length: Int64?, to key: String) async throws {
        let place = try place(of: key)
        let file = try await blocking { try PartialFile(in: partials) }
        do {
            var count: Int64 = 0
            for try await piece in content {
                count += Int64(piece.count)
                if let length, count > length { throw wrongLength(of: key, count, length) }
                try await blocking { try file.write(piece) }
            }
            try Task.checkCancellation()
            if let length, count != length { throw wrongLength(of: key, count, length) }
            try await blocking { try file.move(to: place) }
        } catch {
            file.discard()
            throw error
        }
    }

    public func keep(_ file: FilePath, length: Int64, under key: String) async throws {
        let place = try place(of: key)
        guard let taken = try await blocking({ [partials] in try PartialFile(taking: file, in: partials) }) else {
            return try await write(ByteStream(try await blocking { try FilePieces(file) }), length: length, to: key)
        }
        do {
            if taken.length != length { throw wrongLength(of: key, taken.length, length) }
            try await blocking { try taken.move(to: place) }
        } catch {
            taken.giveBack(to: file)
            throw error
        }
    }

    public func read<Result: Sendable>(
        _ key: String, range: Range<Int64>?, _ body: @Sendable (ByteStream) async throws -> Result
    ) async throws -> Result {
        let place = try place(of: key)
        let file = try await blocking { try OpenFile(place) }
        guard let file else {
            throw ApusError(.notFound, "there is nothing under '\(key)' in \(location)")
        }
        return try await body(ByteStream(FileContent(file: file, range: range)))
    }

    public func size(of key: String) async throws -> Int64? {
        let place = try place(of: key)
        return try await blocking { try OpenFile(place)?.size }
    }

    public func keys(withPrefix prefix: String) async throws -> [String] {
        try await blocking { try KeyWalk(folder: folder).keys(withPrefix: prefix) }
    }

    public func delete(_ key: String) async throws {
        let place = try place(of: key)
        try await blocking { try place.removeFile() }
    }

    private var partials: FilePath { folder.appending(Self.partialsName) }

    /// Holds what is being written; no key leads there.
    static let partialsName = ".partial"

    private func place(of key: String) throws -> FilePath {
        try checkKey(key)
        if key == Self.partialsName || key.hasPrefix(Self.partialsName + "/") {
            throw ApusError(
                .invalidArgument, "'\(key)' is no key of an artifact store", reason: "'\(Self.partialsName)' is taken")
        }
        return folder.appending(key)
    }

    private func wrongLength(of key: String, _ count: Int64, _ length: Int64) -> ApusError {
        ApusError(
            .corrupted, "'\(key)' was not kept in \(location)",
            reason: "it should have \(length) bytes, and \(count) came")
    }
}
