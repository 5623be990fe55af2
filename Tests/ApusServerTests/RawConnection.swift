import Glibc
import SystemPackage

/// A connection to a server on loopback, of a client that does not behave.
final class RawConnection: Sendable {
    private let socket: FileDescriptor
    private let port: UInt16

    /// - Parameter url: such as `http://127.0.0.1:8237`.
    init(to url: String) throws {
        guard let text = url.split(separator: ":").last, let port = UInt16(text) else { throw Errno.invalidArgument }
        self.port = port
        let number = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        socket = FileDescriptor(rawValue: number)
        var small: CInt = 4096
        setsockopt(number, SOL_SOCKET, SO_RCVBUF, &small, socklen_t(MemoryLayout<CInt>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }

    deinit { try? socket.close() }

    /// - Returns: whether the connection still took it.
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(socket.rawValue, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count
    }

    /// What comes until the server closes the connection; blocks.
    func readToEnd() -> String {
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(socket.rawValue, &piece, piece.count, 0)
            if count <= 0 { return String(decoding: all, as: UTF8.self) }
            all += piece.prefix(count)
        }
    }

    /// Whether the server's end is open, by the kernel's table: https://docs.kernel.org/networking/proc_net_tcp.html.
    func isOpenAtServer() throws -> Bool {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(socket.rawValue, $0, &length) }
        }
        let (server, own) = (Self.digits(port), Self.digits(UInt16(bigEndian: address.sin_port)))
        return try Self.table().split(separator: "\n").contains { line in
            let fields = line.split(separator: " ")
            return fields.count > 3 && fields[1].hasSuffix(":\(server)") && fields[2].hasSuffix(":\(own)")
                && fields[3] == "01"
        }
    }

    /// All of it: the kernel hands it out in pieces of less than a page.
    private static func table() throws -> String {
        let file = try FileDescriptor.open("/proc/net/tcp", .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var all: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
                if count == 0 { return String(decoding: all, as: UTF8.self) }
                all += piece.prefix(count)
            }
        }
    }

    private static func digits(_ port: UInt16) -> String {
        let text = String(port, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - text.count) + text
    }
}
