import CLinux
import Glibc
public import SystemPackage

/// Two connected descriptors, one to keep and one for another process. No other process inherits either by accident.
public struct DescriptorPair: Sendable {
    /// The end to keep. Of a pipe: where its bytes are read.
    public let near: FileDescriptor
    /// The end to hand over. Of a pipe: where bytes are written.
    public let far: FileDescriptor

    /// A pipe from `far` to `near`.
    public static func pipe() throws -> DescriptorPair {
        try make { apus_pipe($0) }
    }

    /// A channel both ways.
    public static func socket() throws -> DescriptorPair {
        try make { socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, $0) }
    }

    private static func make(_ call: (UnsafeMutablePointer<Int32>) -> Int32) throws -> DescriptorPair {
        let numbers = try withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2) { buffer in
            buffer.initialize(repeating: -1)
            guard let start = buffer.baseAddress, call(start) == 0 else { throw Errno(rawValue: errno) }
            return (buffer[0], buffer[1])
        }
        return DescriptorPair(
            near: FileDescriptor(rawValue: numbers.0), far: FileDescriptor(rawValue: numbers.1))
    }
}
