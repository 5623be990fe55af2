import ApusCore
import ApusModel
public import SystemPackage

/// Reads and writes tar archives (POSIX pax) so that equal contents give equal bytes, with bounded memory.
public enum Archive {
    /// Writes `entries` to `file`, replacing it, in the order of their paths.
    ///
    /// Equal entries give equal bytes on every machine with the same compression; without compression also with
    /// every version of the libraries.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a path that is not relative and plain or occurs
    ///   twice, `.notFound` or `.forbidden` for a file that cannot be read, `.conflict` for one that changes meanwhile,
    ///   `.storageFull`. Nothing is left at `file` then.
    public static func write(
        _ entries: [ArchiveEntry], to file: FilePath, compression: ArchiveCompression = .none
    ) async throws -> WrittenArchive {
        try await blocking { try writeNow(entries, to: file, compression: compression) }
    }

    /// Extracts the archive in `file`, compressed or not, into `folder`, which is made, or is empty.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` for what is no archive, is damaged, or has an entry that
    ///   would leave the folder; `.storageFull`. The folder then holds what came before.
    public static func extract(_ file: FilePath, into folder: FilePath) async throws {
        try await blocking { try extractNow(file, into: folder) }
    }

    /// The entries for everything in `folder`, itself excepted, in the order of their paths.
    /// - Parameters:
    ///   - prefix: put before every path, such as `app/code`; empty for none.
    ///   - isIncluded: called with each path under the folder; `false` leaves it out, with all that is in it.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for what an archive does not keep: sockets, devices,
    ///   and symbolic links that leave the folder.
    public static func entries(
        of folder: FilePath, under prefix: String = "",
        where isIncluded: @escaping @Sendable (String) -> Bool = { _ in true }
    ) async throws -> [ArchiveEntry] {
        try await blocking { try FolderWalk(root: folder, prefix: prefix, isIncluded: isIncluded).entries() }
    }
}
