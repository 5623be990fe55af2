import ApusCore
import ApusHashing
import ApusModel
import Crypto
import FoundationEssentials
import SystemPackage

/// The SHA-256 of files on this machine.
enum FileDigest {
    /// - Throws: ``ApusError`` when the file cannot be read.
    static func digest(of file: FilePath) throws -> ContentDigest {
        do {
            let descriptor = try FileDescriptor.open(file, .readOnly, options: .closeOnExec)
            return try descriptor.closeAfter {
                var hash = SHA256()
                var piece = [UInt8](repeating: 0, count: 256 << 10)
                while true {
                    let count = try piece.withUnsafeMutableBytes { try descriptor.read(into: $0) }
                    if count == 0 { break }
                    piece.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
                }
                return ContentDigest(hash.finalize())
            }
        } catch let errno as Errno {
            throw ApusError(errno, "'\(file)' cannot be read", path: file)
        }
    }
}
