import Glibc
import Synchronization

/// Ports of 127.0.0.1 for servers that tests start.
public enum FreePort {
    private static let taken = Mutex<Set<UInt16>>([])

    /// A port that nobody listens on, and that neither the kernel nor another test hands out.
    public static func take() throws -> Int {
        while true {
            // Linux gives ports from 32768 on to those who do not choose.
            let port = UInt16.random(in: 10_000..<32_000)
            if taken.withLock({ $0.insert(port).inserted }), try isFree(port) { return Int(port) }
        }
    }

    private static func isFree(_ port: UInt16) throws -> Bool {
        let probe = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { throw ChildProgram.Failure(description: "there is no socket to be had") }
        defer { close(probe) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
