import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Synchronization
import SystemPackage
import Testing

@Suite("Credentials of requests")
struct CredentialTests {
    /// A time that a test sets.
    final class Now: Sendable {
        private let value = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
        var date: Date { value.withLock { $0 } }
        func advance(by seconds: Double) { value.withLock { $0 += seconds } }
    }

    static func tokens(_ http: ScriptedHTTPClient) -> [String?] {
        http.exchanges.map { $0.request.headers["Authorization"] }
    }

    static let fine = Answer.json(200, podJSON("p"))

    @Test("a token file is read again after a minute, and when the server refuses the token")
    func tokenFile() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("token")
            func write(_ token: String) throws {
                try Data("\(token)\n".utf8).write(to: URL(fileURLWithPath: file.string))
            }
            let now = Now()
            let script = Script([Self.fine, Self.fine, Self.fine, .failure(401), Self.fine])
            let http = ScriptedHTTPClient { _, _ in script.next() }
            let client = try KubernetesClient(http, credential: .tokenFile(file), now: { now.date })
            try write("one")
            _ = try await client.get(.pods, "p")
            try write("two")
            _ = try await client.get(.pods, "p")
            now.advance(by: 61)
            _ = try await client.get(.pods, "p")
            try write("three")
            _ = try await client.get(.pods, "p")
            #expect(Self.tokens(http) == ["one", "one", "two", "two", "three"].map { "Bearer \($0)" })
        }
    }

    @Test("an issued credential is kept until shortly before its end")
    func issued() async throws {
        let now = Now()
        let count = Mutex(0)
        let http = Script.client(Self.fine)
        let client = try KubernetesClient(
            http,
            credential: .issued {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                return IssuedCredential(token: SecretString("t\(number)"), expiresAt: now.date + 100)
            }, now: { now.date })
        for step in [0, 80, 15, 60] as [Double] {
            now.advance(by: step)
            _ = try await client.get(.pods, "p")
        }
        #expect(Self.tokens(http) == ["t1", "t1", "t2", "t2"].map { "Bearer \($0)" })
    }

    @Test("a refused credential is renewed once, and then it is an error")
    func refused() async throws {
        let count = Mutex(0)
        let http = Script.client(.failure(401))
        let client = try KubernetesClient(
            http,
            credential: .issued {
                count.withLock { $0 += 1 }
                return IssuedCredential(token: "t")
            })
        await #expect(throws: ApusError(.unauthorized, "")) { try await client.get(.pods, "p") }
        #expect(http.exchanges.count == 2)
        #expect(count.withLock { $0 } == 2)
    }

    @Test("many requests at once wait for one credential")
    func single() async throws {
        let count = Mutex(0)
        let client = try KubernetesClient(
            Script.client(Self.fine),
            credential: .issued {
                count.withLock { $0 += 1 }
                for _ in 0..<100 { await Task.yield() }
                return IssuedCredential(token: "t")
            })
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 { group.addTask { _ = try await client.get(.pods, "p") } }
            try await group.waitForAll()
        }
        #expect(count.withLock { $0 } == 1)
    }

    @Test(
        "a request that is cancelled stops waiting for the credential, which others still get", .timeLimit(.minutes(20))
    )
    func cancelledWait() async throws {
        let (asked, announcement) = AsyncStream.makeStream(of: Void.self)
        let (leave, issue) = AsyncStream.makeStream(of: Void.self)
        let count = Mutex(0)
        let client = try KubernetesClient(
            Script.client(Self.fine),
            credential: .issued {
                count.withLock { $0 += 1 }
                announcement.yield()
                for await _ in leave {}
                try Task.checkCancellation()
                return IssuedCredential(token: "t")
            })
        func request() -> Task<String, any Error> { Task { try await client.get(.pods, "p").metadata.name } }
        let first = request()
        _ = await asked.first { true }
        let second = request()
        let third = request()
        for _ in 0..<100 { await Task.yield() }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        issue.finish()
        #expect(try await second.value == "p")
        #expect(try await third.value == "p")
        #expect(count.withLock { $0 } <= 2)
    }

    @Test("a credential for which nobody waits any more is not issued", .timeLimit(.minutes(20)))
    func abandoned() async throws {
        let (asked, announcement) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let client = try KubernetesClient(
            Script.client(Self.fine),
            credential: .issued {
                announcement.yield()
                for await _ in AsyncStream<Never>.makeStream().stream {}
                end.yield()
                throw CancellationError()
            })
        let request = Task { try await client.get(.pods, "p") }
        _ = await asked.first { true }
        request.cancel()
        await #expect(throws: CancellationError.self) { try await request.value }
        #expect(await ended.first { true } != nil)
    }

    @Test("an issued certificate makes a new HTTP client, once")
    func issuedIdentity() async throws {
        let made = Mutex(0)
        var access = try ClusterAccess(server: KubernetesClient.testServer)
        access.credential = .issued {
            IssuedCredential(token: nil, identity: ClientIdentity(certificate: "c", key: "k"))
        }
        let http = Script.client(Self.fine)
        let client = KubernetesClient(
            access,
            http: { configuration in
                made.withLock { $0 += configuration.tls.clientCertificate == nil ? 100 : 1 }
                return http
            })
        _ = try await client.get(.pods, "p")
        _ = try await client.get(.pods, "p")
        #expect(made.withLock { $0 } == 1)
        #expect(Self.tokens(http) == [nil, nil])
    }

    @Test("a token file that is missing or empty is an error that names it", arguments: [true, false])
    func badTokenFile(exists: Bool) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("token")
            if exists { try Data("\n".utf8).write(to: URL(fileURLWithPath: file.string)) }
            let client = try KubernetesClient(Script.client(Self.fine), credential: .tokenFile(file))
            let error = try #require(await #expect(throws: ApusError.self) { try await client.get(.pods, "p") })
            #expect(error.code == .unauthorized && error.summary.contains(file.string))
        }
    }
}
