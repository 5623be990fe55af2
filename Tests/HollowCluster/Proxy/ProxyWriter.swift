import ApusHTTP
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// Writes one answer to a client.
struct ProxyWriter: Sendable {
    let answers: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

    func write(_ answer: ProxyAnswer) async throws {
        try await begin(answer.status, answer.headers, length: answer.body.count)
        try await write(answer.body)
        try await end()
    }

    /// - Parameter length: of the body; `nil` if it is not known.
    func begin(_ status: Int, _ headers: ApusHTTP.HTTPHeaders, length: Int? = nil) async throws {
        var fields = NIOHTTP1.HTTPHeaders()
        for field in headers where !Self.ofConnection.contains(field.name.lowercased()) {
            fields.add(name: field.name, value: field.value)
        }
        if let length { fields.add(name: "Content-Length", value: String(length)) }
        try await answers.write(
            .head(HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: fields)))
    }

    func write(_ bytes: Data) async throws {
        if !bytes.isEmpty { try await answers.write(.body(.byteBuffer(ByteBuffer(bytes: bytes)))) }
    }

    func end() async throws { try await answers.write(.end(nil)) }

    /// Headers that are about a connection, or about the body as it was sent (RFC 9110, section 7.6.1).
    static let ofConnection: Set<String> = [
        "connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "upgrade",
    ]
}
