import ApusCore
public import ApusModel
import FoundationEssentials
import GRDB
import Glibc
public import SystemPackage

/// Copies of a store's database file, as backups have them.
public enum DatabaseCopy {
    /// Writes everything that is committed in a database to a new file, while other processes read and write
    /// (https://www.sqlite.org/backup.html). The schema stays as it is.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` without such a database, `.corrupted` when it is not one of
    ///   Apus, `.storageFull`.
    public static func make(of database: FilePath, at copy: FilePath) throws {
        guard FileManager.default.fileExists(atPath: database.string) else {
            throw ApusError(.notFound, "there is no database '\(database)'", hint: "apus server start")
        }
        let file = DatabaseFile(path: database)
        do {
            let source = try file.connectToRead()
            try Schema.check(source, at: database)
            let target = try DatabaseQueue(path: copy.string)
            try source.backup(to: target)
            try target.close()
            try source.close()
        } catch {
            throw file.explain(error)
        }
    }

    /// Returns when the file is a whole database that this Apus can open.
    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` when it is damaged or not one of Apus, `.unsupported` when a
    ///   newer Apus made it.
    public static func check(_ path: FilePath) throws {
        let file = DatabaseFile(path: path)
        do {
            let database = try file.connectToRead()
            try Schema.check(database, at: path)
            let finding = try database.read { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") }
            try database.close()
            if finding != "ok" { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: finding) }
        } catch {
            throw file.explain(error)
        }
    }

    /// Whether there are secrets, which need the key that they are sealed with.
    public static func hasSecrets(_ path: FilePath) throws -> Bool {
        let file = DatabaseFile(path: path)
        do {
            let database = try file.connectToRead()
            return try database.read { db in try Row.fetchOne(db, sql: "SELECT 1 FROM secret LIMIT 1") != nil }
        } catch {
            throw file.explain(error)
        }
    }

    /// Another process that has the database open, or `nil`. SQLite keeps a lock on the bytes from 2^30 on while it has
    /// a database in WAL mode open (https://www.sqlite.org/lockingv3.html, https://www.sqlite.org/wal.html).
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` when the file may not be opened.
    public static func user(of database: FilePath) throws(ApusError) -> Int32? {
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(database, .readWrite, options: .closeOnExec)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw ApusError(error as? Errno ?? .ioError, "the database '\(database)' cannot be opened", path: database)
        }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = 1 << 30
        lock.l_len = 512
        let status = fcntl(descriptor.rawValue, F_GETLK, &lock)
        try? descriptor.close()  // there is nothing to lose
        return status == 0 && lock.l_type != Int16(F_UNLCK) ? lock.l_pid : nil
    }
}
