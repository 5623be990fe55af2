import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A file open for reading; closed when the last that reads it goes.
final class OpenFile: Sendable {
    let size: Int64
    private let descriptor: FileDescriptor
    private let path: FilePath

    /// `nil` when there is no such file.
    init?(_ path: FilePath) throws {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
            return nil
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be read", path: path)
        }
        var stat = Glibc.stat()
        guard fstat(descriptor.rawValue, &stat) == 0, stat.st_mode & S_IFMT == S_IFREG else {
            Glibc.close(descriptor.rawValue)
            return nil
        }
        size = Int64(stat.st_size)
    }

    deinit { Glibc.close(descriptor.rawValue) }

    /// Up to `count` bytes from `offset`.
    func read(at offset: Int64, count: Int) throws -> Data {
        do {
            let data = try Data(upTo: count) { try descriptor.read(fromAbsoluteOffset: offset, into: $0) }
            if data.isEmpty { throw ApusError(.corrupted, "'\(path)' ended before its \(size) bytes were read") }
            return data
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be read", path: path)
        }
    }
}
