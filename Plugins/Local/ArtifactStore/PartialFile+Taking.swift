import ApusCore
import Glibc
import SystemPackage

extension PartialFile {
    /// A file that was elsewhere on this file system, and is gone from there.
    ///
    /// `nil` leaves it there: when it has another name, by which it could be written to later, when it is no file but leads
    /// to one, and when it is on another file system or somebody else's.
    convenience init?(taking file: FilePath, in folder: FilePath) throws {
        try folder.makeFolder()
        guard let before = FileStatus(file), let around = FileStatus(folder), before.isOwn,
            !around.givesItsGroup || before.group == around.group,
            let descriptor = try? FileDescriptor.open(  // what cannot be opened is not taken
                file, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        else { return nil }
        let path = Self.place(in: folder)
        guard rename(file.string, path.string) == 0 else {
            Glibc.close(descriptor.rawValue)
            return nil
        }
        // Another file may have come to its place meanwhile, or a name to the file.
        if let now = FileStatus(descriptor), now == FileStatus(path), now.isOwn,
            fchmod(descriptor.rawValue, around.modeOfFiles) == 0
        {
            self.init(descriptor, at: path, length: now.size)
            return
        }
        Glibc.close(descriptor.rawValue)
        rename(path.string, file.string)
        return nil
    }

    /// Puts a file that was taken where it was, unless it was moved.
    func giveBack(to file: FilePath) { rename(path.string, file.string) }
}

extension FileStatus {
    /// Whether files made in this folder get its group.
    fileprivate var givesItsGroup: Bool { mode & S_ISGID != 0 }

    /// Who may enter this folder may read the files in it; nobody may write to them.
    fileprivate var modeOfFiles: mode_t { S_IRUSR | (mode & (S_IXGRP | S_IXOTH)) << 2 }
}
