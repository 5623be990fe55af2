import CDashboard
import Crypto
import FoundationEssentials
import Hummingbird

/// A file of the dashboard, which is within the program.
struct DashboardFile: Sendable {
    let name: String
    let content: ByteBuffer
    /// Strong: a digest of the bytes (RFC 9110, section 8.8.3).
    let tag: String

    /// All of them, by name.
    static let all: [String: DashboardFile] = {
        let files = (0..<apus_dashboard_count()).map { DashboardFile(apus_dashboard_file_at($0)) }
        return Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    }()

    private init(_ file: apus_dashboard_file) {
        name = String(cString: file.name)
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
        content = ByteBuffer(bytes: bytes)
        tag = "\"\(SHA256.hash(data: bytes).hexadecimal)\""
    }

    var mediaType: String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: "application/octet-stream"
        }
    }

    /// The file, or 304 for a browser that has it. Browsers ask each time: a new version of the server has other files
    /// under the same names.
    func response(to request: Request) -> Response {
        var headers = DashboardSecurity.headers
        headers[.eTag] = tag
        headers[.cacheControl] = "no-cache"
        let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.drop { $0 == " " } } ?? []
        if known.contains(where: { $0 == tag }) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = mediaType
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: content))
    }
}
