import ApusHTTP
import FoundationEssentials
import Synchronization
import Testing

@Suite struct AWSSignatureTests {
    @Test(arguments: [
        (HTTPRequestBody.none, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.text("body"), "UNSIGNED-PAYLOAD"),
    ])
    func `a signed request has its signature and its query in canonical form`(
        body: HTTPRequestBody, digest: String
    ) async throws {
        let seen = Mutex("")
        try await LoopbackServer.run { connection in
            let head = try connection.readHead()
            _ = try connection.readBody(of: head)
            seen.withLock { $0 = head }
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        } _: { server in
            let signature = AWSSignature(
                accessKey: "AKID", secretKey: "SECRET", sessionToken: "TOKEN", region: "eu-west-1")
            let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))
            _ = try await client.send(
                HTTPRequest(
                    .put, "\(server.url)/bucket/a%20b?uploads&prefix=a/b&list-type=2", body: body, signature: signature)
            )
            let lines = seen.withLock { $0 }.split(separator: "\r\n")
            #expect(lines.first == "PUT /bucket/a%20b?list-type=2&prefix=a%2Fb&uploads= HTTP/1.1")
            let authorization = try #require(lines.first { $0.hasPrefix("Authorization: ") })
            #expect(authorization.hasPrefix("Authorization: AWS4-HMAC-SHA256 Credential=AKID/"))
            #expect(authorization.contains("/eu-west-1/s3/aws4_request"))
            #expect(authorization.contains("x-amz-security-token"))
            #expect(lines.contains { $0.lowercased() == "x-amz-security-token: token" })
            #expect(lines.contains { $0.lowercased() == "x-amz-content-sha256: \(digest.lowercased())" })
            #expect(!seen.withLock { $0 }.contains("SECRET"))
        }
    }

    @Test func `its description shows no keys`() {
        let signature = AWSSignature(accessKey: "AKID", secretKey: "SECRET", region: "eu-west-1")
        #expect("\(signature)" == "AWS signature for s3 in eu-west-1")
        #expect(!String(reflecting: HTTPRequest(.get, "http://h/", signature: signature)).contains("SECRET"))
    }
}
