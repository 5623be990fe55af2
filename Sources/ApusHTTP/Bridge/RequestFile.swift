import FoundationEssentials
import SystemPackage

/// An open part of a file that is being sent.
final class RequestFile: Sendable {
    let length: Int64
    private let path: FilePath
    private let offset: Int64
    private let descriptor: FileDescriptor

    /// - Throws: ``HTTPError`` with `.invalidRequest` when the file cannot be opened.
    init(path: FilePath, offset: Int64, length: Int64) throws {
        self.path = path
        self.offset = offset
        self.length = length
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch {
            throw HTTPError(.invalidRequest, "cannot read \(path): \(error)")
        }
    }

    deinit {
        // A descriptor that was only read from loses nothing when closing it fails.
        try? descriptor.close()
    }

    /// Fills `buffer` from `position`, counted from the part's start, and returns the number of bytes, 0 at its end.
    func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let wanted = Int(min(Int64(buffer.count), length - position))
        guard wanted > 0 else { return 0 }
        let count: Int
        do {
            count = try descriptor.read(
                fromAbsoluteOffset: offset + position, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
        } catch {
            throw HTTPError(.invalidRequest, "cannot read \(path): \(error)")
        }
        guard count > 0 else {
            throw HTTPError(.invalidRequest, "\(path) ends \(length - position) bytes before the length that was given")
        }
        return count
    }

    /// Up to `count` bytes from `position`.
    func read(at position: Int64, upTo count: Int) throws -> Data {
        var all = Data(count: count)
        var filled = 0
        while filled < count {
            let more = try all.withUnsafeMutableBytes {
                try read(at: position + Int64(filled), into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
            }
            if more == 0 { break }
            filled += more
        }
        return all.prefix(filled)
    }
}
