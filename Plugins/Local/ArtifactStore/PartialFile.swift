import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A file that is being written aside of its place.
final class PartialFile: Sendable {
    private let descriptor: FileDescriptor
    private let path: FilePath

    init(in folder: FilePath) throws {
        try folder.makeFolder()
        path = folder.appending(UUID().uuidString)
        do {
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch let errno as Errno {
            throw ApusError(errno, "'\(folder)' cannot be written to", path: path)
        }
    }

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
