import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import Synchronization
import SystemPackage
import Testing

@testable import S3Plugin

@Suite("S3 requests")
struct S3RequestTests {
    @Test("an endpoint that is busy is asked again", arguments: [503, 500, 429])
    func busy(status: Int) async throws {
        let count = Mutex(0)
        let store = try store { _, _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number < 3
                ? .text(status, "<Error><Code>SlowDown</Code></Error>") : .status(200, headers: ["Content-Length": "5"])
        }
        #expect(try await store.size(of: "key") == 5)
        #expect(count.withLock { $0 } == 3)
    }

    @Test(
        "what cannot pass is not tried again",
        arguments: [
            (403, "SignatureDoesNotMatch", .unauthorized), (403, "AccessDenied", .forbidden),
            (404, "NoSuchBucket", .notFound),
            (301, "PermanentRedirect", .invalidConfiguration), (507, "XMinioStorageFull", .storageFull),
            (403, "RequestTimeTooSkewed", .unauthorized), (400, "EntityTooLarge", .rejected), (400, "", .rejected),
        ] as [(Int, String, ApusError.Code)])
    func refusals(status: Int, code: String, expected: ApusError.Code) async throws {
        let client = ScriptedHTTPClient { _, _ in
            .text(status, "<Error><Code>\(code)</Code><Message>no</Message></Error>")
        }
        let store = try store(client)
        let error = await #expect(throws: ApusError.self) { try await store.write(Data("x".utf8), to: "key") }
        #expect(error?.code == expected)
        #expect(client.exchanges.count == 1)
    }

    @Test(
        "an endpoint that does not answer, or hangs up, is asked again",
        arguments: [HTTPError.Code.connectionFailed, .connectionLost, .connectTimedOut, .idleTimedOut, .truncated])
    func silent(code: HTTPError.Code) async throws {
        let count = Mutex(0)
        let client = ScriptedHTTPClient { request, _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number < 3 { throw HTTPError(code, "as the test wants", for: request) }
            return .text(200, "<ListBucketResult><Contents><Key>prefix/a</Key></Contents></ListBucketResult>")
        }
        #expect(try await store(client).keys(withPrefix: "") == ["a"])
        #expect(client.exchanges.count == 3)
    }

    @Test("a part that is refused for a while is sent again, whole")
    func refusedPart() async throws {
        let refusals = Mutex(2)
        let client = ScriptedHTTPClient { request, _ in
            if request.url.hasSuffix("?uploads=") { return .text(200, "<R><UploadId>u1</UploadId></R>") }
            if request.method == .post { return .text(200, "<CompleteMultipartUploadResult/>") }
            if request.method == .head { return .status(200, headers: ["Content-Length": "\(17 << 20)"]) }
            let isRefused = refusals.withLock { left in
                if !request.url.contains("partNumber=2") || left == 0 { return false }
                left -= 1
                return true
            }
            if isRefused { return .text(503, "<Error><Code>SlowDown</Code></Error>") }
            return .status(200, headers: ["ETag": "\"t\""])
        }
        try await store(client).write(Data(count: 17 << 20), to: "key")
        let seconds = client.exchanges.filter { $0.request.url.contains("partNumber=2") }
        #expect(seconds.count == 3)
        #expect(Set(seconds.map { $0.request.headers["x-amz-content-sha256"] }).count == 1)
        #expect(!client.exchanges.contains { $0.request.method == .delete })
    }

    @Test("a reading that breaks off is a failure, and what came of it is given once")
    func brokenReading() async throws {
        let client = ScriptedHTTPClient { request, _ in
            ScriptedHTTPResponse(
                status: 200, chunks: [Data("half".utf8)], failure: HTTPError(.truncated, "it ends early", for: request))
        }
        let store = try store(client)
        await #expect(throws: ApusError(.unavailable, "")) { try await store.data(at: "key") }
        #expect(client.exchanges.count == 1)
    }

    @Test("nothing depends on conditional requests, which not every endpoint knows")
    func unconditional() async throws {
        let client = ScriptedHTTPClient { request, _ in
            switch request.method {
            case .get where request.url.contains("list-type"): .text(200, "<ListBucketResult/>")
            case .head: .status(200, headers: ["Content-Length": "4"])
            default: .status(200)
            }
        }
        let store = try store(client)
        try await store.verify()
        try await store.write(Data("x".utf8), to: "key")
        _ = try await store.data(at: "key")
        _ = try await store.keys(withPrefix: "")
        let names = client.exchanges.flatMap { $0.request.headers.map { $0.name.lowercased() } }
        #expect(names.contains("x-amz-content-sha256") && !names.contains { $0.hasPrefix("if-") })
    }

    @Test("a completion that fails after its first bytes is a failure")
    func lateFailure() async throws {
        let client = ScriptedHTTPClient { request, _ in
            if request.url.hasSuffix("?uploads=") { return .text(200, "<R><UploadId>u1</UploadId></R>") }
            if request.method == .put { return .status(200, headers: ["ETag": "\"t\""]) }
            if request.method == .post { return .text(200, "<Error><Code>EntityTooLarge</Code></Error>") }
            return .status(204)
        }
        let store = try store(client)
        await #expect(throws: ApusError(.rejected, "")) { try await store.write(Data(count: 17 << 20), to: "key") }
        #expect(client.exchanges.map(\.request.method) == [.post, .put, .put, .post, .delete])
    }

    @Test("every request is signed, with the digest of its body")
    func signed() async throws {
        let client = ScriptedHTTPClient { _, _ in .status(200) }
        try await store(client).write(Data("abc".utf8), to: "a b/ü")
        let request = try #require(client.exchanges.first?.request)
        #expect(request.url == "https://s3.test:9000/bucket/prefix/a%20b/%C3%BC")
        #expect(
            request.headers["x-amz-content-sha256"]
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(request.signature?.accessKey == "AKIA" && request.signature?.region == "us-east-1")
    }

    @Test("credentials of a connector are asked for again before they end")
    func renewal() async throws {
        let asked = Mutex(0)
        let source = try S3CredentialSource(
            configuration: try S3Configuration(["path": "s3://bucket"], of: "test"),
            access: {
                let number = asked.withLock { asked in
                    asked += 1
                    return asked
                }
                return ResourceAccess(
                    resourceType: .s3Bucket, resourceID: "s3://bucket",
                    values: ["access_key_id": .string("key\(number)")],
                    secrets: ["secret_access_key": SecretString("s")], expiresAt: Date(timeIntervalSince1970: 1000))
            }, environment: [:])
        let keys = [
            try await source.current(now: Date(timeIntervalSince1970: 0)).accessKeyID,
            try await source.current(now: Date(timeIntervalSince1970: 900)).accessKeyID,
            try await source.current(now: Date(timeIntervalSince1970: 950)).accessKeyID,
        ]
        #expect(keys == ["key1", "key1", "key2"])
    }

    @Test("half a pair of keys is refused, and none at all is said when they are needed")
    func credentials() async throws {
        let configuration = try S3Configuration(["path": "s3://bucket"], of: "test")
        #expect(throws: ApusError(.invalidConfiguration, "")) {
            try S3CredentialSource(configuration: configuration, access: nil, environment: ["AWS_ACCESS_KEY_ID": "x"])
        }
        let none = try S3CredentialSource(configuration: configuration, access: nil, environment: [:])
        await #expect(throws: ApusError(.unauthorized, "")) { try await none.current() }
    }

    private func store(
        _ script: @escaping @Sendable (HTTPRequest, Data) async throws -> ScriptedHTTPResponse
    ) throws -> S3ArtifactStore { try store(ScriptedHTTPClient(script)) }

    private func store(_ client: ScriptedHTTPClient) throws -> S3ArtifactStore {
        let component = Component(type: .artifactStore, name: "bucket", flavor: "s3", createdAt: Date())
        let configuration = try S3Configuration(
            [
                "path": "s3://bucket/prefix", "endpoint_url": "https://s3.test:9000/", "access_key_id": "AKIA",
                "secret_access_key": "secret",
            ], of: "test")
        return try S3ArtifactStore(
            configuration, ComponentContext(component: component, home: "/nowhere", logger: Logger(label: "test")),
            environment: [:], http: client, clock: ImmediateClock())
    }
}

/// A clock on which no time passes while one sleeps.
private struct ImmediateClock: Clock {
    typealias Instant = ContinuousClock.Instant
    var now: Instant { ContinuousClock.now }
    var minimumResolution: Duration { .zero }
    func sleep(until deadline: Instant, tolerance: Duration?) async throws { try Task.checkCancellation() }
}
