import ApusTestKit
import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage
import Waiting

/// Debian's nginx as a WebDAV server, for as long as a test runs.
struct WebDAVServer: ~Copyable {
    static let isInstalled = access(program, X_OK) == 0 && access(module, R_OK) == 0
    private static let program = "/usr/sbin/nginx"
    private static let module = "/usr/lib/nginx/modules/ngx_http_dav_ext_module.so"

    let url: String
    private let process: ChildProgram

    /// - Parameter folder: holds its files, which are under `root`.
    static func start(in folder: FilePath) async throws -> WebDAVServer {
        let port = try FreePort.take()
        for name in ["root", "temporary"] {
            try FileManager.default.createDirectory(
                atPath: folder.appending(name).string, withIntermediateDirectories: true)
        }
        let file = folder.appending("nginx.conf")
        try Data(configuration(port, folder).utf8).write(to: URL(filePath: file.string))
        let process = try ChildProgram([program, "-p", folder.string, "-c", file.string, "-e", "\(folder)/error.log"])
        try await eventually("nginx to start") { listens(port) }
        return WebDAVServer(url: "http://127.0.0.1:\(port)", process: process)
    }

    private static func configuration(_ port: Int, _ folder: FilePath) -> String {
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder)/temporary;" }.joined(separator: " ")
        return """
            load_module \(module);
            daemon off; master_process off; pid \(folder)/nginx.pid; error_log \(folder)/error.log;
            events {}
            http {
                access_log off; client_max_body_size 0; \(temporary)
                server {
                    listen 127.0.0.1:\(port); root \(folder)/root;
                    location / { dav_methods PUT DELETE MKCOL COPY MOVE; dav_ext_methods PROPFIND OPTIONS; }
                }
            }
            """
    }

    private static func listens(_ port: Int) -> Bool {
        let number = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(number) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(number, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
