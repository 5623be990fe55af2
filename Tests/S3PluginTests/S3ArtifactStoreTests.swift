import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import S3Plugin

@Suite(
    "S3 artifact store", .enabled(if: MotoServer.isInstalled, "moto_server is not there; Scripts/setup installs it"),
    .motoServer, .timeLimit(.minutes(20)))
struct S3ArtifactStoreTests {
    @Test("keeps the contract", arguments: [S3Addressing.path, .virtual], ArtifactStoreConformance.Check.all)
    func contract(addressing: S3Addressing, check: ArtifactStoreConformance.Check) async throws {
        let server = try SharedMotoServer.server
        try await ArtifactStoreConformance {
            try await server.newStore(addressing: addressing, prefix: addressing == .path ? "/some/prefix" : "")
        }.run(check)
    }

    @Test("long contents are sent in parts, whether their length is known or not", arguments: [true, false])
    func parts(isLengthKnown: Bool) async throws {
        let store = try await SharedMotoServer.server.newStore()
        let pieces = (0..<9).map { Data(repeating: UInt8($0), count: 4_500_001) }
        let length = Int64(pieces.reduce(0) { $0 + $1.count })
        let content = AsyncStream { continuation in
            for piece in pieces { continuation.yield(piece) }
            continuation.finish()
        }
        try await store.write(ByteStream(content), length: isLengthKnown ? length : nil, to: "long")
        #expect(try await store.size(of: "long") == length)
        let whole = try await store.data(at: "long")
        #expect(whole == pieces.reduce(into: Data()) { $0.append($1) })
        let across = try await store.read("long", range: 4_500_000..<4_500_003) { try await $0.collect(upTo: 10) }
        #expect(across == Data([0, 1, 1]))
        let tag = try await store.client.send(S3Request(method: .head, key: "long", action: "looking")).headers["ETag"]
        #expect(tag?.contains("-3") == true, "the tag of an object that came in 3 parts")
    }

    @Test("an upload in parts that fails leaves nothing that takes up space")
    func abandoned() async throws {
        let store = try await SharedMotoServer.server.newStore()
        let content = AsyncThrowingStream<Data, any Error> { continuation in
            for _ in 0..<5 { continuation.yield(Data(count: 8 << 20)) }
            continuation.finish(throwing: ApusError(.conflict, "the source broke"))
        }
        await #expect(throws: ApusError(.conflict, "")) {
            try await store.write(ByteStream(content), length: nil, to: "broken")
        }
        #expect(try await store.size(of: "broken") == nil)
        let answer = try await store.client.send(
            S3Request(method: .get, key: "", query: ["uploads": ""], action: "listing"))
        #expect(try XMLReader.root(of: answer.body).children("Upload").isEmpty)
    }

    @Test("more keys than fit on one page are all listed")
    func pages() async throws {
        let store = try await SharedMotoServer.server.newStore(prefix: "/deep")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<8 {
                group.addTask {
                    for index in stride(from: lane, to: 1010, by: 8) { try await store.write(Data(), to: "k/\(index)") }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.keys(withPrefix: "k/").count == 1010)
    }

    @Test("a bucket that does not exist is named, with the options to check")
    func noBucket() async throws {
        let store = try SharedMotoServer.server.store(bucket: "no-such-bucket")
        for attempt in ["verify", "write", "read", "keys"] {
            let error = await #expect(throws: ApusError.self) {
                switch attempt {
                case "verify": try await store.verify()
                case "write": try await store.write(Data("x".utf8), to: "a")
                case "read": _ = try await store.data(at: "a")
                default: _ = try await store.keys(withPrefix: "")
                }
            }
            #expect(error?.code == .notFound)
            #expect(error?.summary == "the bucket 'no-such-bucket' does not exist", "for \(attempt)")
        }
    }

    @Test("credentials that the endpoint does not know are said as such, and not shown")
    func wrongCredentials() async throws {
        try await MotoServer.with(checkingCredentials: true) { server in
            let store = try server.store(bucket: "bucket", secret: "hunter2")
            let error = await #expect(throws: ApusError.self) { try await store.verify() }
            #expect(error?.code == .unauthorized)
            #expect(error?.hint?.contains("access_key_id") == true)
            #expect(!"\(String(describing: error))".contains("hunter2"))
        }
    }

    @Test("an endpoint where nobody answers is unavailable, and named")
    func nobody() async throws {
        let store = try MotoServer(port: 1).store(bucket: "bucket")
        let error = await #expect(throws: ApusError.self) { try await store.verify() }
        #expect(error?.code == .unavailable)
        #expect(error?.summary.contains("http://127.0.0.1:1") == true)
    }
}
