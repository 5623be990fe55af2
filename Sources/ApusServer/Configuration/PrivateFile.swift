import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A small text file that only its owner can read.
struct PrivateFile {
    let path: FilePath

    init(_ path: FilePath) { self.path = path }

    /// The text without the line end, or `nil` when there is no file.
    func text() throws -> String? {
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try descriptor.closeAfter {
                var bytes: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 1 << 16)
                while true {
                    let count = try buffer.withUnsafeMutableBytes { try descriptor.read(into: $0) }
                    if count == 0 { return String(decoding: bytes, as: UTF8.self).trimmed }
                    bytes += buffer[..<count]
                }
            }
        } catch let errno as Errno where errno == .noSuchFileOrDirectory {
            return nil
        } catch let errno as Errno {
            throw ApusError(errno, "the file \(path) cannot be read", path: path)
        }
    }

    /// Replaces the file in one step.
    /// - Returns: `text`.
    @discardableResult
    func keep(_ text: String) throws -> String {
        let temporary = path.removingLastComponent().appending(".\(Identifier<PrivateFile>.make()).tmp")
        do {
            let descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
            try descriptor.closeAfter { _ = try descriptor.writeAll((text + "\n").utf8) }
            guard rename(temporary.string, path.string) == 0 else { throw Errno(rawValue: errno) }
        } catch let errno as Errno {
            throw ApusError(errno, "the file \(path) cannot be written", path: path)
        }
        return text
    }
}
