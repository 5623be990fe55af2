import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A file that is being written aside of its place. Later nobody may write to it.
final class PartialFile: Sendable {
    private let descriptor: FileDescriptor
    let path: FilePath
    /// In bytes, at the beginning.
    let length: Int64

    init(_ descriptor: FileDescriptor, at path: FilePath, length: Int64) {
        self.descriptor = descriptor
        self.path = path
        self.length = length
    }

    /// An empty file.
    convenience init(in folder: FilePath) throws {
        try folder.makeFolder()
        let path = Self.place(in: folder)
        do {
            let descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerRead, .groupRead, .otherRead])
            self.init(descriptor, at: path, length: 0)
        } catch let errno as Errno {
            throw ApusError(errno, "'\(folder)' cannot be written to", path: path)
        }
    }

    static func place(in folder: FilePath) -> FilePath { folder.appending(UUID().uuidString) }

    deinit { Glibc.close(descriptor.rawValue) }

    func write(_ piece: Data) throws {
        do {
            _ = try piece.withUnsafeBytes { try descriptor.writeAll($0) }
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be written", path: path)
        }
    }

    /// Puts the file where it belongs, in one step.
    func move(to place: FilePath) throws {
        try place.removingLastComponent().makeFolder()
        if rename(path.string, place.string) == 0 { return }
        var number = Errno(rawValue: errno)
        // Folders that deleted keys left behind are in nobody's way.
        if number == .isDirectory, place.removeEmptyFolders() {
            if rename(path.string, place.string) == 0 { return }
            number = Errno(rawValue: errno)
        }
        throw ApusError(number, "'\(place)' cannot be written", path: place)
    }

    /// Removes the file, unless it was moved.
    func discard() { unlink(path.string) }
}
