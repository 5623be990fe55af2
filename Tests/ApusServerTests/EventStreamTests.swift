import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(20))) struct EventStreamTests {
    @Test func `goes on where it stopped after the server was away`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        try await withScratchFolder { folder in
            let port = try FreePort.take()
            let remote = try await withServer(store, folder: folder, port: port) { server in
                try server.store(retries: RemoteRetries(limit: .seconds(200)))
            }
            let stream = remote.events(of: samples.run.id, after: 0)
            try await withServer(store, folder: folder, port: port) { _ in
                _ = try await store.advance(samples.run.id, to: .running, reason: nil, at: samples.now)
                #expect(try await stream.first { _ in true }?.sequence == 1)
            }
            try await store.launch(samples.attempt, inputs: [:], cacheKey: nil, at: samples.now)
            try await withServer(store, folder: folder, port: port) { _ in
                _ = try await store.advance(samples.run.id, to: .stopping, reason: nil, at: samples.now)
                #expect(try await stream.first { _ in true }?.sequence == 2)
                _ = try await store.advance(samples.run.id, to: .cancelled, reason: nil, at: samples.now)
                #expect(try await stream.reduce(into: []) { $0.append($1.sequence) } == [3, 4])
            }
        }
    }

    @Test func `a launch and a start wait as long as the client lets them, and are left out when they are over`()
        async throws
    {
        let samples = Samples()
        let store = try await samples.stored()
        try await withServer(store) { server in
            let remote = try server.store(), run = samples.run.id
            var patient = remote.events(of: run, after: 0, coalescing: .seconds(60)).makeAsyncIterator()
            var hasty = remote.events(of: run, after: 0, coalescing: .milliseconds(1)).makeAsyncIterator()
            _ = try await store.advance(run, to: .running, reason: nil, at: samples.now)
            #expect(try await patient.next()?.sequence == 1)
            #expect(try await hasty.next()?.sequence == 1)
            try await store.launch(samples.attempt, inputs: [:], cacheKey: nil, at: samples.now)
            #expect(try await hasty.next()?.change == .step(try await store.steps(of: run)[0]))
            let report = AttemptReport(
                attempt: samples.attempt, holder: "pod", outcome: .failed(AttemptFailure(.command, "exit code 1")))
            _ = try await store.claim(samples.attempt, holder: "pod", at: samples.now)
            _ = try await store.report(report, at: samples.now)
            #expect(try await patient.next()?.change == .step(try await store.steps(of: run)[0]))
            let second = Attempt.Key(run: run, step: samples.attempt.step, number: 2)
            try await store.launch(second, inputs: [:], cacheKey: nil, at: samples.now)
            #expect(try await patient.next()?.change == .step(try await store.steps(of: run)[0]))
        }
    }

    @Test(arguments: ["-1", "soon", "60001"]) func `takes no time that is none`(text: String) async throws {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            let request = try server.request("/api/v1/runs/\(samples.run.id)/events?coalescing=\(text)")
            let response = try await server.client.send(request)
            #expect(response.status == 400)
            #expect(String(decoding: response.body, as: UTF8.self).contains("'\(text)' is no number from 0 to 60000"))
        }
    }

    @Test func `ends at the server's shutdown, and says that the server is away`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        _ = try await store.advance(samples.run.id, to: .running, reason: nil, at: samples.now)
        try await withServer(store) { server in
            var events = try server.store().events(of: samples.run.id, after: 0).makeAsyncIterator()
            #expect(try await events.next()?.sequence == 1)
            await server.group.triggerGracefulShutdown()
            do {
                let event = try await events.next()
                Issue.record("the stream goes on with \(event as Any)")
            } catch let error as ApusError {
                #expect(error.code == .unavailable)
                #expect(error.summary.contains(server.url))
            }
        }
    }

    @Test func `says that it is alive`() async throws {
        let samples = Samples()
        try await withServer(try await samples.stored(), configure: { $0.keepAlive = .milliseconds(1) }) { server in
            let request = try server.request("/api/v1/runs/\(samples.run.id)/events")
            let count = try await server.client.withResponse(to: request) { response in
                var count = 0
                for try await line in response.body.lines where line.first == UInt8(ascii: ":") {
                    count += 1
                    if count == 3 { break }
                }
                return count
            }
            #expect(count == 3)
        }
    }

    @Test func `fails as the store fails`() async throws {
        let samples = Samples()
        let contents = InMemoryMetadataStore.Contents()
        let store = try await samples.stored(in: contents)
        _ = try await store.advance(samples.run.id, to: .running, reason: nil, at: samples.now)
        try await withServer(store) { server in
            var events = try server.store().events(of: samples.run.id, after: 0).makeAsyncIterator()
            #expect(try await events.next()?.sequence == 1)
            store.fail(with: ApusError(.corrupted, "the database is damaged", hint: "restore it"))
            // Whoever waits looks again after a change, of which another process tells too.
            let other = InMemoryMetadataStore(contents)
            _ = try await other.advance(samples.run.id, to: .stopping, reason: nil, at: samples.now)
            do {
                let event = try await events.next()
                Issue.record("the stream goes on with \(event as Any)")
            } catch let error as ApusError {
                #expect(error.code == .corrupted)
                #expect(error.hint == "restore it")
            }
        }
    }
}
