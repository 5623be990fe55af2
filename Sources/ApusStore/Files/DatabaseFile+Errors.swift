import ApusCore
import ApusModel
import GRDB
import Glibc
import SystemPackage

extension DatabaseFile {
    /// What a failure of the database means to a user. Errors that are not the database's stay as they are.
    func explain(_ error: any Error) -> any Error {
        switch error {
        case let error as DatabaseError: explain(error)
        case let error as DecodingError: corrupted("a value in it is not what it has to be", error)
        default: error
        }
    }

    private func explain(_ error: DatabaseError) -> ApusError {
        switch error.resultCode {
        case .SQLITE_FULL: return full(error)
        case .SQLITE_IOERR where isDiskFull: return full(error)
        case .SQLITE_CANTOPEN where isDiskFull: return full(error)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return corrupted(error.message ?? "it is damaged", error)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return ApusError(
                .unavailable, "the database '\(path)' is busy", reason: "another process holds it", hint: "try again",
                cause: error)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN:
            return ApusError(
                .forbidden, "the database '\(path)' cannot be opened for writing", reason: error.message,
                hint: "see who may, with ls -ld \(path) \(folder)", cause: error)
        case .SQLITE_IOERR:
            return ApusError(
                .unavailable, "the database '\(path)' cannot be read or written", reason: error.message, cause: error)
        default:
            return ApusError(
                .internalFailure, "the database '\(path)' refused a statement", reason: error.description, cause: error)
        }
    }

    private func full(_ error: any Error) -> ApusError {
        ApusError(
            .storageFull, "the database '\(path)' cannot be written", reason: "the disk is full",
            hint: "free space where it is, as df -h \(folder) shows it", cause: error)
    }

    private func corrupted(_ reason: String, _ error: any Error) -> ApusError {
        ApusError(
            .corrupted, "the database '\(path)' is damaged", reason: reason,
            hint: "put a copy of it in its place, or move it away: apus then starts afresh", cause: error)
    }

    /// SQLite says only "I/O error" when there is no room for the files that it keeps beside the database.
    private var isDiskFull: Bool {
        var status = statvfs()
        return statvfs(folder.string, &status) == 0 && status.f_bavail * status.f_frsize < Self.roomForJournal
    }

    /// Bytes: the first region of the shared-memory file
    /// (https://www.sqlite.org/walformat.html#the_wal_index_file_format).
    private static let roomForJournal: UInt = 32768
}
