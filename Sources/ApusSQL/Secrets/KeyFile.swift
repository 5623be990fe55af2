import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// The file beside the database that holds the key for its secrets, readable by its owner only.
struct KeyFile: Sendable {
    let path: FilePath

    /// The key in the file, or `nil` when there is no file.
    /// - Throws: `.corrupted` when it holds no key, `.forbidden`.
    func read() throws -> SecretKey? {
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            let text = try descriptor.closeAfter {
                var bytes = [UInt8](repeating: 0, count: 256)
                let count = try bytes.withUnsafeMutableBytes { try descriptor.read(into: $0) }
                return String(decoding: bytes.prefix(count), as: UTF8.self)
            }
            if let key = SecretKey(base64: text) { return key }
            throw ApusError(
                .corrupted, "the file '\(path)' does not hold a key", reason: "a key is 32 bytes in base64",
                hint: "put a copy of it in its place, or set APUS_SECRET_KEY")
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch let errno as Errno {
            throw ApusError(errno, "the key '\(path)' cannot be read", path: path)
        }
    }

    /// Makes a key unless another process does so first, and returns the one that is in the file.
    func make() throws -> SecretKey? {
        let temporary = path.removingLastComponent().appending(".\(UUID().uuidString).key")
        defer { unlink(temporary.string) }
        do {
            let descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
            try descriptor.closeAfter {
                try descriptor.writeAll((SecretKey.makeBase64() + "\n").utf8)
                if fsync(descriptor.rawValue) != 0 { throw Errno(rawValue: errno) }
            }
            if link(temporary.string, path.string) != 0, errno != EEXIST { throw Errno(rawValue: errno) }
        } catch let errno as Errno {
            throw ApusError(errno, "the key '\(path)' cannot be written", path: path)
        }
        return try read()
    }

    /// Whether others than the owner may read the file.
    var isExposed: Bool {
        var status = stat()
        return stat(path.string, &status) == 0 && status.st_mode & 0o077 != 0
    }
}
