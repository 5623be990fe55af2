import ApusHTTP
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

private enum Nghttpd {
    static let path = ["/usr/sbin/nghttpd", "/usr/bin/nghttpd"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
}

/// Against `nghttpd`, which `Scripts/setup` installs.
@Suite(.enabled(if: Nghttpd.path != nil, "nghttpd is missing: Scripts/setup"), .timeLimit(.minutes(20)))
struct HTTP2Tests {
    static let size = 48 << 20

    private func withServer(_ body: (CurlHTTPClient, _ url: String) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let certificates = try TestCertificates(in: folder)
            let files = folder.appending("files")
            try FileManager.default.createDirectory(atPath: files.string, withIntermediateDirectories: false)
            try Data("small".utf8).write(to: URL(filePath: files.appending("small").string))
            try Data(repeating: 5, count: Self.size).write(to: URL(filePath: files.appending("large").string))
            let port = try FreePort.take()
            let server = try ChildProgram([
                try #require(Nghttpd.path), "-a", "127.0.0.1", "-d", files.string, "--echo-upload", String(port),
                certificates.key("server"), certificates.certificate("server"),
            ])
            let client = CurlHTTPClient(
                configuration: HTTPClientConfiguration(
                    tls: HTTPTLSConfiguration(certificateAuthority: .pem(try certificates.pem("ca"))), proxy: .none))
            let url = "https://127.0.0.1:\(port)"
            _ = try await sendWhenReady { try await client.send(HTTPRequest(.get, "\(url)/small")) }
            try await body(client, url)
            await client.close()
            withExtendedLifetime(server) {}
        }
    }

    @Test func `HTTP/2 is spoken where the server offers it`() async throws {
        try await withServer { client, url in
            let response = try await client.send(HTTPRequest(.get, "\(url)/small"))
            #expect(response.version == .http2)
            #expect(response.body == Data("small".utf8))
            #expect(try await client.send(HTTPRequest(.get, "\(url)/none")).status == 404)
        }
    }

    @Test func `a large body comes whole`() async throws {
        try await withServer { client, url in
            let count = try await client.withResponse(to: HTTPRequest(.get, "\(url)/large")) { response in
                var count = 0
                for try await piece in response.body { count += piece.count }
                return count
            }
            #expect(count == Self.size)
        }
    }

    @Test func `a body that nobody reads does not hold others up`() async throws {
        try await withServer { client, url in
            let count = try await client.withResponse(to: HTTPRequest(.get, "\(url)/large")) { response in
                try await withThrowingTaskGroup(of: Data.self) { group in
                    for _ in 0..<20 {
                        group.addTask { try await client.send(HTTPRequest(.get, "\(url)/small")).body }
                    }
                    for try await body in group { #expect(body == Data("small".utf8)) }
                }
                var count = 0
                for try await piece in response.body { count += piece.count }
                return count
            }
            #expect(count == Self.size)
        }
    }

    @Test func `bytes that may wait come whole`() async throws {
        try await withServer { client, url in
            let request = HTTPRequest(.get, "\(url)/large", coalescing: .milliseconds(30))
            let count = try await client.withResponse(to: request) { response in
                #expect(response.version == .http2)
                var count = 0
                for try await piece in response.body { count += piece.count }
                return count
            }
            #expect(count == Self.size)
        }
    }

    @Test func `what waits for nothing brings along what waits on the same connection`() async throws {
        try await withServer { client, url in
            let small = HTTPRequest(.get, "\(url)/small")
            async let _: Void = { while !Task.isCancelled { _ = try await client.send(small) } }()
            var patient = small
            patient.coalescing = .seconds(86_400)
            try await withThrowingTaskGroup(of: HTTPBufferedResponse.self) { [patient] group in
                for _ in 0..<10 { group.addTask { try await client.send(patient) } }
                for try await response in group {
                    #expect(response.version == .http2)
                    #expect(response.body == Data("small".utf8))
                }
            }
        }
    }

    @Test func `a stream is sent whole and comes back whole`() async throws {
        try await withServer { client, url in
            let pieces = (0..<40).map { Data(repeating: $0, count: 100_000) }
            let request = HTTPRequest(.post, "\(url)/echo", body: .stream(length: nil, AsyncStream(pieces)))
            let response = try await client.send(request)
            #expect(response.body == pieces.reduce(Data(), +))
        }
    }

    @Test(arguments: [1, 16_384, 16_385, 1_000_000]) func `bytes are sent whole and come back whole`(count: Int)
        async throws
    {
        try await withServer { client, url in
            let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0) })
            let response = try await client.send(HTTPRequest(.post, "\(url)/echo", body: .bytes(bytes)))
            #expect(response.body == bytes)
        }
    }

    @Test func `one exchange that is left early does not disturb the others`() async throws {
        try await withServer { client, url in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<10 {
                    group.addTask {
                        let count = try await client.withResponse(to: HTTPRequest(.get, "\(url)/large")) { response in
                            var count = 0
                            for try await piece in response.body {
                                count += piece.count
                                if index % 2 == 0 { break }
                            }
                            return count
                        }
                        #expect(index % 2 == 0 || count == Self.size)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
