import ApusClient
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(20))) struct ServerEndTests {
    @Test(arguments: [(SIGTERM, 0), (SIGKILL, SIGKILL)] as [(Int32, Int32)])
    func `no write that was acknowledged is lost when the server ends under load`(signal: Int32, status: Int32)
        async throws
    {
        try await withScratchFolder { folder in
            let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))
            let server = try ServerProgram.start(data: folder.appending("data"))
            let (acknowledged, feed) = AsyncStream.makeStream(of: String.self)
            let (end, written) = try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask { try await Self.write("w\(writer)", to: server.store(client), feed) }
                }
                var written: [String] = []
                for await name in acknowledged {
                    written.append(name)
                    if written.count == Self.load { break }
                }
                let end = try server.end(signal)
                try await group.waitForAll()
                feed.finish()
                for await name in acknowledged { written.append(name) }
                return (end, written)
            }
            #expect(end == status)
            let again = try ServerProgram.start(data: folder.appending("data"))
            let names = Set(try await again.store(client).stacks().map(\.name))
            let lost = written.filter { !names.contains($0) }
            #expect(lost.isEmpty)
            #expect(try again.end(SIGTERM) == 0)
        }
    }

    /// Writes that are acknowledged before the server is ended.
    private static let load = 200

    /// Creates one stack after the other until the server is gone.
    private static func write(_ writer: String, to store: RemoteStore, _ feed: AsyncStream<String>.Continuation)
        async throws
    {
        for index in 0... {
            do {
                try await store.create(Stack(name: "\(writer)-\(index)", components: [:], createdAt: Date()))
            } catch let error as ApusError {
                #expect(error.code == .unavailable, "\(error)")
                return
            }
            feed.yield("\(writer)-\(index)")
        }
    }
}
