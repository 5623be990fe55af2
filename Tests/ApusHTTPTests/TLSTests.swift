import ApusHTTP
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage
import Testing

/// Against `openssl s_server`, which `Scripts/setup` installs.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"))) struct TLSTests {
    /// Calls `body` beside a server, and `send` with what to trust.
    private func withServer(
        certificate: String = "server", _ extra: (TestCertificates) -> [String] = { _ in [] },
        _ body: (
            TestCertificates, _ send: (HTTPTLSConfiguration) async throws -> HTTPBufferedResponse, HTTPRequest
        ) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            let certificates = try TestCertificates(in: folder)
            let port = try FreePort.take()
            let server = try ChildProgram(
                [
                    "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-cert",
                    certificates.certificate(certificate), "-key",
                    certificates.key(certificate), "-www", "-quiet",
                ] + extra(certificates))
            let request = HTTPRequest(.get, "https://127.0.0.1:\(port)/")
            let send = { (tls: HTTPTLSConfiguration) in
                let client = CurlHTTPClient(
                    configuration: HTTPClientConfiguration(
                        tls: tls, proxy: .none, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
                return try await sendWhenReady { try await client.send(request) }
            }
            try await body(certificates, send, request)
            withExtendedLifetime(server) {}
        }
    }

    @Test func `only the given authority is trusted`() async throws {
        try await withServer { certificates, send, request in
            let ca = try certificates.pem("ca")
            let trusted = try await send(HTTPTLSConfiguration(certificateAuthority: .pem(ca)))
            #expect(trusted.status == 200)
            let file = try await send(
                HTTPTLSConfiguration(certificateAuthority: .file(certificates.folder.appending("ca.pem"))))
            #expect(file.status == 200)
            let other = try certificates.pem("other")
            for authority: HTTPTLSConfiguration.CertificateAuthority in [.pem(other), .system] {
                await #expect(throws: HTTPError(.tlsVerificationFailed, "", for: request)) {
                    try await send(HTTPTLSConfiguration(certificateAuthority: authority))
                }
            }
            let unchecked = try await send(HTTPTLSConfiguration(verification: .insecure(reason: "a test")))
            #expect(unchecked.status == 200)
        }
    }

    @Test func `a program may end while its requests go on`() async throws {
        try await withServer { _, send, request in
            _ = try await send(HTTPTLSConfiguration(verification: .insecure(reason: "a test")))  // the server is there
            let program = BuildFolder.path.appending("RequestExample").string
            for count in 1...40 { try ChildProgram.run([program, request.url, "\(count)"]) }
        }
    }

    @Test func `a file of authorities that is replaced counts for the next connection`() async throws {
        try await withServer { certificates, _, request in
            let file = certificates.folder.appending("authorities.pem")
            let client = CurlHTTPClient(
                configuration: HTTPClientConfiguration(
                    tls: HTTPTLSConfiguration(certificateAuthority: .file(file)), proxy: .none,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
            let (old, new) = (try certificates.pem("other"), try certificates.pem("ca"))
            try old.write(to: URL(filePath: file.string))
            await #expect(throws: HTTPError(.tlsVerificationFailed, "", for: request)) {
                try await sendWhenReady { try await client.send(request) }
            }
            try (old + new).write(to: URL(filePath: file.string))
            #expect(try await client.send(request).status == 200)
        }
    }

    @Test func `a certificate for another name is refused, unless that name is asked for`() async throws {
        try await withServer(certificate: "named") { certificates, send, request in
            var tls = HTTPTLSConfiguration(certificateAuthority: .pem(try certificates.pem("ca")))
            await #expect(throws: HTTPError(.tlsVerificationFailed, "", for: request)) { try await send(tls) }
            tls.serverName = "inside.test"
            #expect(try await send(tls).status == 200)
        }
    }

    @Test(arguments: [("-tls1_2", HTTPError.Code.tlsFailed), ("-tls1_3", .clientCertificateRejected)])
    func `a server that wants a client certificate takes the right one only`(
        version: String, withNone: HTTPError.Code
    ) async throws {
        try await withServer { certificates in
            [version, "-Verify", "1", "-verify_return_error", "-CAfile", certificates.certificate("ca")]
        } _: { certificates, send, request in
            var tls = HTTPTLSConfiguration(certificateAuthority: .pem(try certificates.pem("ca")))
            await #expect(throws: HTTPError(withNone, "", for: request)) { try await send(tls) }
            tls.clientCertificate = try certificates.client("stranger")
            await #expect(throws: HTTPError(.clientCertificateRejected, "", for: request)) { try await send(tls) }
            tls.clientCertificate = try certificates.client("client")
            #expect(try await send(tls).status == 200)
        }
    }

    @Test func `what is no PEM is an invalid configuration`() async throws {
        try await withServer { certificates, send, request in
            let ca = HTTPTLSConfiguration.CertificateAuthority.pem(try certificates.pem("ca"))
            let nonsense = Data("nonsense".utf8)
            let unusable = [
                HTTPTLSConfiguration(certificateAuthority: .pem(nonsense)),
                HTTPTLSConfiguration(certificateAuthority: .file("/no/such/file")),
                HTTPTLSConfiguration(
                    certificateAuthority: ca, clientCertificate: .init(certificate: nonsense, key: nonsense)),
                HTTPTLSConfiguration(
                    certificateAuthority: ca,
                    clientCertificate: .init(certificate: try certificates.pem("client"), key: nonsense)),
            ]
            for tls in unusable {
                await #expect(throws: HTTPError(.invalidTLSConfiguration, "", for: request)) { try await send(tls) }
            }
        }
    }
}
