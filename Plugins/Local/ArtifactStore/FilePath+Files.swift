import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

extension FilePath {
    /// Makes the folder with those above it; being there already is fine.
    func makeFolder() throws {
        if mkdir(string, 0o777) == 0 { return }
        var number = Errno(rawValue: errno)
        if number == .noSuchFileOrDirectory, !components.isEmpty {
            try removingLastComponent().makeFolder()
            if mkdir(string, 0o777) == 0 { return }
            number = Errno(rawValue: errno)
        }
        if number == .fileExists, (try? stat())?.type == .directory { return }  // whatever stat says: no folder
        throw ApusError(number, "the folder '\(self)' cannot be made", path: self)
    }

    /// Removes the file; nothing there is fine.
    func removeFile() throws {
        if unlink(string) == 0 { return }
        let number = Errno(rawValue: errno)
        if [.noSuchFileOrDirectory, .notDirectory, .isDirectory].contains(number) { return }
        throw ApusError(number, "'\(self)' cannot be removed", path: self)
    }

    /// Removes the folder with the folders in it, unless there is a file in one of them.
    /// - Returns: whether it is gone.
    func removeEmptyFolders() -> Bool {
        // What cannot be listed stays, as what is not empty does.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: string)) ?? [] {
            if !appending(name).removeEmptyFolders() { return false }
        }
        return rmdir(string) == 0
    }
}
