import ApusHTTP
import FoundationEssentials
import Glibc
import Synchronization
import Testing

@Suite struct HTTPEventLoopTests {
    private static let proxyless = HTTPClientConfiguration(proxy: .none)

    @Test func `requests of several clients and the tasks that make them share one thread`() async throws {
        let loop = HTTPEventLoop()
        let clients = (0..<2).map { _ in CurlHTTPClient(configuration: Self.proxyless, on: loop) }
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        } _: { server in
            let threads = try await withTaskExecutorPreference(loop) {
                try await withThrowingTaskGroup(of: pthread_t.self) { group in
                    for number in 0..<20 {
                        group.addTask {
                            let response = try await clients[number % 2].send(HTTPRequest(.get, server.url))
                            #expect(response.body == Data("hello".utf8))
                            return pthread_self()
                        }
                    }
                    return try await group.reduce(into: Set<pthread_t>()) { $0.insert($1) }
                }
            }
            #expect(threads.count == 1)
        }
        await clients[0].close()
    }

    @Test func `a task that never waits does not keep others, or the network, from their turn`() async throws {
        let loop = HTTPEventLoop()
        let client = CurlHTTPClient(configuration: Self.proxyless, on: loop)
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 204 No Content\r\n\r\n")
        } _: { server in
            try await withTaskExecutorPreference(loop) {
                let isAnswered = Atomic(false)
                async let busy: Void = {
                    while !isAnswered.load(ordering: .relaxed) { await Task.yield() }
                }()
                let response = try await client.send(HTTPRequest(.get, server.url))
                isAnswered.store(true, ordering: .relaxed)
                #expect(response.status == 204)
                await busy
            }
        }
        await client.close()
    }

    @Test func `tasks of a loop that is closed go on elsewhere, and their requests fail`() async throws {
        let loop = HTTPEventLoop()
        let client = CurlHTTPClient(configuration: Self.proxyless, on: loop)
        await withTaskExecutorPreference(loop) {
            await client.close()
            await Task.yield()
            let error = await #expect(throws: HTTPError.self) {
                try await client.send(HTTPRequest(.get, "http://127.0.0.1:1/"))
            }
            #expect(error?.code == .clientClosed)
        }
    }

    @Test func `a task knows what its executor is, and can make others for it`() async throws {
        let loop = HTTPEventLoop()
        #expect(CurrentExecutor.preference == nil)
        await withTaskExecutorPreference(loop) {
            #expect(CurrentExecutor.preference as? HTTPEventLoop === loop)
            let same = await Task(executorPreference: CurrentExecutor.preference) { pthread_self() }.value
            #expect(same == pthread_self())
        }
    }
}
