import ApusCore
import ApusModel
import CArchive
import SystemPackage

/// Owns one of libarchive's readers, over a file. Used by one thread.
final class ArchiveReader {
    private let handle: OpaquePointer
    private let file: FilePath
    private var entry: OpaquePointer?

    init(_ file: FilePath) throws {
        guard let handle = archive_read_new() else {
            throw ApusError(.internalFailure, "libarchive cannot read an archive")
        }
        self.handle = handle
        self.file = file
        try check(archive_read_support_filter_gzip(handle))
        try check(archive_read_support_format_tar(handle))
        try check(archive_read_open_filename(handle, file.string, 1 << 18))
    }

    deinit { archive_read_free(handle) }

    /// Goes to the next entry; `false` at the end.
    func next() throws -> Bool {
        let code = archive_read_next_header(handle, &entry)
        if code == ARCHIVE_EOF { return false }
        try check(code)
        return true
    }

    /// The path of the entry, as the archive has it, without a trailing `/`.
    func path() throws -> String {
        guard let entry, let text = archive_entry_pathname(entry) else {
            throw damaged("an entry has no readable name")
        }
        let path = String(cString: text)
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// What the entry is, with an empty path for the content of a file.
    func content() throws -> ArchiveEntry.Content? {
        guard let entry else { return nil }
        if archive_entry_hardlink(entry) != nil { return nil }
        return switch apus_archive_entry_type(entry) {
        case apus_archive_regular_file(): .file(FilePath())
        case apus_archive_folder(): .folder
        case apus_archive_symbolic_link(): archive_entry_symlink(entry).map { .link(String(cString: $0)) }
        default: nil
        }
    }

    var isExecutable: Bool { entry.map { apus_archive_entry_permissions($0) & 0o111 != 0 } ?? false }

    /// Reads on in the entry; nothing at its end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = archive_read_data(handle, buffer.baseAddress, buffer.count)
        if count < 0 { try check(Int32(truncatingIfNeeded: count)) }
        return count
    }

    func damaged(_ reason: String?) -> ApusError {
        ApusError(.corrupted, "the archive '\(file)' cannot be extracted", reason: reason)
    }

    private func check(_ code: Int32) throws {
        if code == ARCHIVE_OK || code == ARCHIVE_WARN { return }
        let number = Errno(rawValue: archive_errno(handle))
        if number == .noSuchFileOrDirectory || number == .permissionDenied {
            throw ApusError(number, "the archive '\(file)' cannot be read", path: file)
        }
        throw damaged(archive_error_string(handle).map { String(cString: $0) })
    }
}
