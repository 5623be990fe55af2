import ApusCore
import ApusModel
import CArchive
import Crypto
import FoundationEssentials
import SystemPackage

extension Archive {
    static func writeNow(
        _ entries: [ArchiveEntry], to file: FilePath, compression: ArchiveCompression
    ) throws -> WrittenArchive {
        let sorted = try checked(entries)
        let descriptor = try attempt("'\(file)' cannot be made", file) {
            try FileDescriptor.open(
                file, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
        }
        do {
            let written = try descriptor.closeAfter {
                try withUTF8Names { try write(sorted, to: FileSink(descriptor, path: file), compression: compression) }
            }
            return written
        } catch {
            unlink(file.string)
            throw error
        }
    }

    private static func write(
        _ entries: [ArchiveEntry], to sink: FileSink, compression: ArchiveCompression
    ) throws -> WrittenArchive {
        switch compression {
        case .none:
            let tar = try ArchiveWriter(.tar, into: sink)
            try append(entries, to: tar)
            let digest = sink.digest()
            return WrittenArchive(
                digest: digest, size: sink.size, uncompressedDigest: digest, uncompressedSize: sink.size)
        case .gzip(let level):
            let gzip = try ArchiveWriter(.gzip(level: level), into: sink)
            let hashing = HashingSink(into: gzip)
            let tar = try ArchiveWriter(.tar, into: hashing)
            try append(entries, to: tar)
            try gzip.finish()
            return WrittenArchive(
                digest: sink.digest(), size: sink.size, uncompressedDigest: hashing.digest(),
                uncompressedSize: hashing.size)
        }
    }

    static func append(_ entries: [ArchiveEntry], to tar: ArchiveWriter) throws {
        for entry in entries {
            switch entry.content {
            case .folder:
                try tar.begin(path: entry.path, type: apus_archive_folder(), permissions: entry.permissions)
            case .link(let target):
                try tar.begin(
                    path: entry.path, type: apus_archive_symbolic_link(), permissions: entry.permissions, link: target)
            case .file(let source):
                try append(source, as: entry, to: tar)
            }
        }
        try tar.finish()
    }

    private static func append(_ source: FilePath, as entry: ArchiveEntry, to tar: ArchiveWriter) throws {
        let descriptor = try attempt("'\(source)' cannot be read", source) {
            try FileDescriptor.open(source, .readOnly, options: .closeOnExec)
        }
        try descriptor.closeAfter {
            let size = try attempt("'\(source)' cannot be read", source) { try descriptor.stat().size }
            try tar.begin(
                path: entry.path, type: apus_archive_regular_file(), permissions: entry.permissions, size: size)
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
            defer { buffer.deallocate() }
            var rest = size
            while true {
                let count = try attempt("'\(source)' cannot be read", source) { try descriptor.read(into: buffer) }
                rest -= Int64(count)
                if rest < 0 || (count == 0 && rest > 0) { throw changed(source) }
                if count == 0 { return }
                try tar.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }

    private static func changed(_ source: FilePath) -> ApusError {
        ApusError(.conflict, "'\(source)' changed while it was read", hint: "end what writes to it first")
    }

    static func checked(_ entries: [ArchiveEntry]) throws -> [ArchiveEntry] {
        let sorted = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        var last: String?
        for entry in sorted {
            if !isPlain(entry.path) {
                throw ApusError(.invalidArgument, "'\(entry.path)' cannot be a path in an archive")
            }
            if entry.path == last { throw ApusError(.invalidArgument, "'\(entry.path)' is twice in an archive") }
            last = entry.path
        }
        return sorted
    }

    /// Whether `path` is relative and has only plain segments.
    static func isPlain(_ path: String) -> Bool {
        !path.utf8.contains(0)
            && path.split(separator: "/", omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
