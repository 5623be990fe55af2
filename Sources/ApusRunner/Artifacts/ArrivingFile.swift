import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A new file that is being filled, hashed on the way.
final class ArrivingFile: Sendable {
    private let path: FilePath
    private let descriptor: FileDescriptor
    private let hash = PieceHash()

    init(_ path: FilePath) throws {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be made", path: path)
        }
    }

    deinit { Glibc.close(descriptor.rawValue) }

    func write(_ piece: Data) throws {
        do {
            _ = try piece.withUnsafeBytes { try descriptor.writeAll($0) }
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be written", path: path)
        }
        hash.update(piece)
    }

    /// Of what was written so far. Waits on the calling thread.
    func digest() -> ContentDigest { hash.digest() }
}
