import ApusCore
import ApusModel
import ApusSQL
import FoundationEssentials
import GRDB
import Glibc
import SystemPackage

extension DatabaseFile {
    /// Makes the database with the stack `default` unless it is there.
    ///
    /// It appears whole: it is made under another name first. Processes that do this at once wait for each other.
    func makeIfMissing() throws {
        if try exists() { return }
        do {
            try makeFolder(folder)
            try withLockedFolder { descriptor in
                if try exists() { return }
                try removeLeftovers()
                try make()
                if fsync(descriptor.rawValue) != 0 { throw Errno(rawValue: errno) }
            }
        } catch let errno as Errno {
            throw ApusError(errno, "the database '\(path)' cannot be made", path: path)
        } catch {
            throw explain(error)
        }
    }

    /// Whether there is more than an empty file.
    private func exists() throws -> Bool {
        var status = stat()
        if stat(path.string, &status) == 0 { return status.st_size > 0 }
        if errno == ENOENT { return false }
        throw ApusError(Errno(rawValue: errno), "the database '\(path)' cannot be opened", path: path)
    }

    private func makeFolder(_ folder: FilePath) throws {
        if folder.isEmpty || mkdir(folder.string, 0o700) == 0 || errno == EEXIST { return }
        if errno != ENOENT { throw Errno(rawValue: errno) }
        try makeFolder(folder.removingLastComponent())
        if mkdir(folder.string, 0o700) != 0, errno != EEXIST { throw Errno(rawValue: errno) }
    }

    private func withLockedFolder(_ body: (FileDescriptor) throws -> Void) throws {
        let descriptor = try FileDescriptor.open(
            folder.isEmpty ? "." : folder, .readOnly, options: [.directory, .closeOnExec])
        try descriptor.closeAfter {
            while flock(descriptor.rawValue, LOCK_EX) != 0 {
                if errno != EINTR { throw Errno(rawValue: errno) }
            }
            try body(descriptor)
        }
    }

    /// A journal of a database that is gone would be taken for one of the new database.
    private func removeLeftovers() throws {
        for suffix in ["-wal", "-shm", "-journal"] {
            if unlink(path.string + suffix) != 0, errno != ENOENT { throw Errno(rawValue: errno) }
        }
    }

    private func make() throws {
        let temporary = folder.appending(".\(path.lastComponent?.string ?? "apus").\(UUID().uuidString)")
        defer {
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(temporary.string + suffix) }
        }
        let descriptor = try FileDescriptor.open(
            temporary, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        try descriptor.close()
        let database = try connect(temporary)
        try Schema.make(database)
        try database.write { try SQLiteConnection(database: $0).insertDefaultStack(at: Date()) }
        // Closing would leave in the journal, without a word, what has no room on the disk.
        try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try database.close()
        if rename(temporary.string, path.string) != 0 { throw Errno(rawValue: errno) }
    }
}
