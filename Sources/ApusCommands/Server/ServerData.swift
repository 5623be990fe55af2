import ApusArchive
import ApusCore
import ApusModel
import ApusStore
import FoundationEssentials
import Glibc
import SystemPackage

/// The data folder of a server as one file, and back.
///
/// A backup is a tar archive with the database and the server's keys: with the keys, the same API keys, tokens and
/// secrets are good after a restore. So whoever has a backup has everything.
struct ServerData {
    let folder: FilePath

    var database: FilePath { folder.appending(Self.databaseName) }

    private static let databaseName = "apus.db"
    private static let keyName = "apus.key"
    /// What belongs to a running server, and what SQLite keeps beside the database.
    private static let passing = [
        "apus.db", "apus.db-wal", "apus.db-shm", "apus.db-journal", "server.log", "process.json",
    ]

    /// Writes a backup to `file`, which is readable by its owner only, while a server may go on.
    /// - Returns: whether there are secrets in it without the key for them.
    /// - Throws: ``ApusError`` with `.alreadyExists` when there is such a file, `.notFound` without a server's data.
    func backUp(to file: FilePath, environment: [String: String]) async throws -> Bool {
        if FileManager.default.fileExists(atPath: file.string) { throw isThere(file) }
        return try await withStage(beside: file) { stage in
            let copy = stage.appending(Self.databaseName)
            try DatabaseCopy.make(of: database, at: copy)
            var entries = [ArchiveEntry(Self.databaseName, .file(copy))]
            let others = try FileManager.default.contentsOfDirectory(atPath: folder.string)
                .filter { !Self.passing.contains($0) && !$0.hasPrefix(".") && isPlainFile(folder.appending($0)) }
            entries += others.map { ArchiveEntry($0, .file(folder.appending($0))) }
            let archive = stage.appending("backup.tar")
            _ = try await Archive.write(entries, to: archive)
            if link(archive.string, file.string) != 0 {
                if errno == EEXIST { throw isThere(file) }
                throw ApusError(Errno(rawValue: errno), "the backup '\(file)' cannot be written", path: file)
            }
            let hasOtherKey = !(environment["APUS_SECRET_KEY"] ?? "").isEmpty || !others.contains(Self.keyName)
            return try hasOtherKey && DatabaseCopy.hasSecrets(copy)
        }
    }

    /// Puts what a backup holds in the place of the folder.
    /// - Parameter confirm: asks before anything is replaced.
    /// - Returns: where the old folder is now; `nil` when there was none.
    /// - Throws: ``ApusError`` with `.inUse` while a server runs, `.corrupted` for what is no backup, `.unsupported` for
    ///   one of a newer Apus. The old data is as it was then.
    func restore(from file: FilePath, at date: Date, confirm: () throws -> Void) async throws -> FilePath? {
        try checkIsIdle()
        return try await withStage(beside: folder) { stage in
            try await Archive.extract(file, into: stage)
            let names = try FileManager.default.contentsOfDirectory(atPath: stage.string)
            guard names.contains(Self.databaseName) else {
                throw ApusError(
                    .corrupted, "'\(file)' is no backup of a server", reason: "it has no \(Self.databaseName)",
                    hint: "apus server backup FILE")
            }
            for name in names { try restrict(stage.appending(name)) }
            try DatabaseCopy.check(stage.appending(Self.databaseName))
            let isReplaced = FileManager.default.fileExists(atPath: folder.string)
            if isReplaced { try confirm() }
            try checkIsIdle()
            let mark = Timestamp.text(date).filter { $0.isNumber || $0 == "T" }
            let old = FilePath("\(folder).replaced-\(mark)")
            if isReplaced { try move(folder, to: old) }
            try move(stage, to: folder)
            return isReplaced ? old : nil
        }
    }

    private func checkIsIdle() throws {
        guard let user = try DatabaseCopy.user(of: database) else { return }
        throw ApusError(
            .inUse, "the data in '\(folder)' is in use", reason: "process \(user) has its database open",
            hint: "apus server stop")
    }

    private func isThere(_ file: FilePath) -> ApusError {
        ApusError(.alreadyExists, "there is a file '\(file)' already", hint: "choose another name, or remove it first")
    }

    private func isPlainFile(_ path: FilePath) -> Bool {
        var status = stat()
        return lstat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private func restrict(_ path: FilePath) throws {
        if chmod(path.string, 0o600) != 0 {
            throw ApusError(Errno(rawValue: errno), "'\(path)' cannot be made private", path: path)
        }
    }

    private func move(_ from: FilePath, to: FilePath) throws {
        if rename(from.string, to.string) != 0 {
            throw ApusError(Errno(rawValue: errno), "'\(from)' cannot become '\(to)'", path: to)
        }
    }

    /// Calls `body` with a folder on the same disk as `place` that only its owner can read; it is gone afterwards.
    private func withStage<Answer>(beside place: FilePath, _ body: (FilePath) async throws -> Answer) async throws
        -> Answer
    {
        let parent = place.removingLastComponent()
        let stage = (parent.isEmpty ? "." : parent).appending(".apus-\(Identifier<Run>.make())")
        if mkdir(stage.string, 0o700) != 0 {
            throw ApusError(Errno(rawValue: errno), "nothing can be written beside '\(place)'", path: stage)
        }
        defer { try? FileManager.default.removeItem(atPath: stage.string) }  // what is left harms nobody
        return try await body(stage)
    }
}
