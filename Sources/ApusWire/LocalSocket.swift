import ApusCore
public import ApusModel
import Glibc
public import SystemPackage

/// Sockets that have a path (https://man7.org/linux/man-pages/man7/unix.7.html).
public enum LocalSocket {
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a path that is too long, `.unavailable` when
    ///   nobody listens there.
    public static func connect(to path: FilePath) throws(ApusError) -> FileDescriptor {
        try make(path, "connected to") { Glibc.connect($0, $1, $2) }
    }

    /// A socket that takes connections at `path`, where nothing is yet.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a path that is too long.
    static func listen(at path: FilePath) throws(ApusError) -> FileDescriptor {
        try make(path, "made") { number, address, length in
            let status = Glibc.bind(number, address, length)
            return status == 0 ? Glibc.listen(number, 8) : status
        }
    }

    private static func make(
        _ path: FilePath, _ action: String, _ call: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(ApusError) -> FileDescriptor {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.string.utf8) + [0]
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count <= capacity else {
            throw ApusError(
                .invalidArgument, "the socket '\(path)' cannot be \(action)",
                reason: "its path has more than \(capacity - 1) bytes", hint: "set TMPDIR to a folder with a short path"
            )
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        if number >= 0, status == 0 { return FileDescriptor(rawValue: number) }
        let failure = Errno(rawValue: errno)
        Glibc.close(number)
        throw ApusError(
            .unavailable, "the socket '\(path)' cannot be \(action)", reason: "\(failure)", cause: failure)
    }
}
