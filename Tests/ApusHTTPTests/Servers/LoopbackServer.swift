import Dispatch
import Glibc
import Synchronization

/// Answers TCP connections on 127.0.0.1 by a script that sees every byte; each connection has a thread of its own.
final class LoopbackServer: Sendable {
    let port: Int
    private let listener: CInt
    private let count = Mutex(0)

    var url: String { "http://127.0.0.1:\(port)" }
    /// How many connections came so far.
    var connections: Int { count.withLock { $0 } }

    private init(_ script: @escaping @Sendable (LoopbackConnection) throws -> Void) throws {
        let (listener, port) = try Loopback.listen()
        (self.listener, self.port) = (listener, port)
        DispatchQueue(label: "loopback server").async { [self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                if descriptor < 0 { return }
                count.withLock { $0 += 1 }
                DispatchQueue(label: "loopback connection").async {
                    let connection = LoopbackConnection(descriptor)
                    // A script that fails has met a client that went away.
                    try? script(connection)
                    connection.close()
                }
            }
        }
    }

    static func run<Result>(
        _ script: @escaping @Sendable (LoopbackConnection) throws -> Void,
        _ body: (LoopbackServer) async throws -> Result
    ) async throws -> Result {
        let server = try LoopbackServer(script)
        defer {
            shutdown(server.listener, CInt(SHUT_RDWR))
            close(server.listener)
        }
        return try await body(server)
    }
}

enum Loopback {
    struct Failure: Error { var call: String }

    /// A socket on a free port of 127.0.0.1.
    static func listen(port: Int = 0) throws -> (CInt, port: Int) {
        // Children that other tests start must not keep the port.
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw Failure(call: "socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) + Glibc.listen(listener, 64) + getsockname(listener, $0, &size)
            }
        }
        guard status == 0 else {
            close(listener)
            throw Failure(call: "bind")
        }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

}
