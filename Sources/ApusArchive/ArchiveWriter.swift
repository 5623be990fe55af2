import ApusModel
import CArchive
import FoundationEssentials

/// Owns one of libarchive's writers. Used by one thread.
final class ArchiveWriter {
    enum Form {
        case tar
        /// One stream of bytes, compressed.
        case gzip(level: Int)
    }

    private let handle: OpaquePointer
    private let context: Context

    /// What libarchive's callback reaches.
    private final class Context {
        let sink: any ByteSink
        var failure: (any Error)?
        init(_ sink: any ByteSink) { self.sink = sink }
    }

    init(_ form: Form, into sink: any ByteSink) throws {
        guard let handle = archive_write_new() else {
            throw ApusError(.internalFailure, "libarchive cannot make an archive")
        }
        self.handle = handle
        context = Context(sink)
        switch form {
        case .tar:
            try check(archive_write_set_format_pax_restricted(handle))
        case .gzip(let level):
            try check(archive_write_set_format_raw(handle))
            try check(archive_write_add_filter_gzip(handle))
            try check(archive_write_set_filter_option(handle, "gzip", "timestamp", nil))
            try check(archive_write_set_filter_option(handle, "gzip", "compression-level", String(level)))
        }
        try check(archive_write_set_bytes_per_block(handle, 1 << 16))
        try check(archive_write_set_bytes_in_last_block(handle, 1))
        // The callback runs only inside calls on this object, which keeps the context.
        let pointer = Unmanaged.passUnretained(context).toOpaque()
        try check(archive_write_open2(handle, pointer, nil, { ArchiveWriter.put($1, $2, $3) }, nil, nil))
        if case .gzip = form { try begin(path: "data", type: apus_archive_regular_file(), permissions: 0o644) }
    }

    deinit { archive_write_free(handle) }

    private static func put(_ pointer: UnsafeMutableRawPointer?, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        guard let pointer else { return -1 }
        let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
        do {
            try context.sink.put(UnsafeRawBufferPointer(start: bytes, count: count))
            return count
        } catch {
            context.failure = error
            return -1
        }
    }

    /// Begins an entry; its bytes follow by ``write(_:)``.
    func begin(path: String, type: UInt32, permissions: UInt32, size: Int64 = 0, link: String? = nil) throws {
        guard let entry = archive_entry_new() else {
            throw ApusError(.internalFailure, "libarchive cannot make an entry")
        }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, path)
        apus_archive_entry_set_type(entry, type)
        apus_archive_entry_set_permissions(entry, permissions)
        archive_entry_set_size(entry, size)
        archive_entry_set_mtime(entry, 0, 0)
        archive_entry_set_uid(entry, 0)
        archive_entry_set_gid(entry, 0)
        if let link { archive_entry_set_symlink(entry, link) }
        try check(archive_write_header(handle, entry))
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = archive_write_data(handle, rest.baseAddress, rest.count)
            if count <= 0 { try check(ARCHIVE_FATAL) }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Ends the archive; nothing can follow.
    func finish() throws { try check(archive_write_close(handle)) }

    private func check(_ code: Int32) throws {
        if let failure = context.failure { throw failure }
        if code == ARCHIVE_OK { return }
        let reason = archive_error_string(handle).map { String(cString: $0) }
        throw ApusError(.internalFailure, "libarchive cannot write an archive", reason: reason)
    }
}
