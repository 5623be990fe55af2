import ApusAPI
import ApusBundledArtifactStores
import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("The log of a step as a stream", .timeLimit(.minutes(20))) struct LogStreamTests {
    @Test func `lines come while the step runs, through all attempts, and then the end`() async throws {
        try await withLog { log in
            try await log.launch(1)
            try await log.print(["one", "two"], attempt: 1, chunk: 1)
            let (lines, feed) = AsyncStream.makeStream(of: ServerSentEvent.self)
            let reading = Task { try await log.events { feed.yield($0) } }
            var seen = lines.makeAsyncIterator()
            #expect(try await text(seen.next()) == "1.1 one")
            #expect(try await text(seen.next()) == "1.2 two")
            try await log.print(["three"], attempt: 1, chunk: 2)
            #expect(try await text(seen.next()) == "1.3 three")
            try await log.lose(1)
            try await log.launch(2)
            try await log.print(["four"], attempt: 2, chunk: 1)
            #expect(try await text(seen.next()) == "2.1 four")
            try await log.end()
            #expect(await seen.next()?.name == "end")
            try await reading.value
        }
    }

    @Test(arguments: [
        ("0.0", ["1.1", "1.2", "2.1", "2.2"]), ("1.1", ["1.2", "2.1", "2.2"]), ("1.2", ["2.1", "2.2"]),
        ("2.1", ["2.2"]), ("2.2", []), ("3.0", []),
    ])
    func `it goes on after the last line that the client has`(cursor: String, wanted: [String]) async throws {
        try await withLog { log in
            for attempt in 1...2 {
                try await log.launch(attempt)
                try await log.print(["a"], attempt: attempt, chunk: 1)
                try await log.print(["b"], attempt: attempt, chunk: 2)
                try await log.lose(attempt)
            }
            try await log.end()
            let (ids, feed) = AsyncStream.makeStream(of: String.self)
            try await log.events(after: cursor) { if let id = $0.id { feed.yield(id) } }
            feed.finish()
            #expect(await ids.reduce(into: []) { $0.append($1) } == wanted)
        }
    }

    @Test(arguments: [("1", 400), ("-1.2", 400), ("a.b", 400)])
    func `what is no place in a log is refused`(cursor: String, status: Int) async throws {
        try await withLog { log in
            let path = "/api/v1/runs/\(log.samples.run.id)/steps/a/logs/stream?after=\(cursor)"
            let response = try await log.server.client.send(log.server.request(path))
            #expect(response.status == status)
        }
    }

    @Test func `a server without artifact stores says so to everybody who may read`() async throws {
        let samples = Samples()
        try await withServer(try await samples.stored()) { server in
            let path = "/api/v1/runs/\(samples.run.id)/steps/a/logs/stream"
            let viewer = try await server.key(of: .viewer).revealed()
            let member = try await server.key(of: .member).revealed()
            #expect(try await server.send(.get, path, token: viewer).status == 501)
            #expect(try await server.send(.get, path, token: member).status == 501)
            let other = path.replacing("/steps/a/", with: "/steps/b/")
            #expect(try await server.send(.get, other, token: member).status == 404)
        }
    }

    private func text(_ event: ServerSentEvent?) throws -> String {
        let event = try #require(event)
        let line = try CanonicalJSON.decode(LoggedLine.self, from: Data(event.data.utf8))
        return "\(event.id ?? "") \(line.text)"
    }

    private func withLog(_ body: @Sendable (WrittenLog) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let samples = Samples()
            let component = Component(
                type: .artifactStore, name: "shelf", flavor: "local",
                configuration: ["path": .string(folder.appending("artifacts").string)], createdAt: samples.now)
            let store = InMemoryMetadataStore()
            try await store.create(component, secrets: [:])
            let plan = RunPlan(
                pipeline: "digits", stack: Stack.defaultName, components: [component], steps: samples.plan.steps)
            try await store.create(samples.run, plan: plan)
            let registry = try BundledArtifactStores.registry()
            let context = ComponentContext(component: component, home: folder, logger: quiet)
            let artifacts = try registry.makeArtifactStore(context)
            try await withServer(
                store, folder: folder.appending("server"),
                flavors: ServerFlavors(declared: registry, artifactStores: registry, home: folder)
            ) { server in
                try await body(WrittenLog(server: server, store: store, artifacts: artifacts, samples: samples))
            }
        }
    }
}

/// The log of the step `a` of the samples' run.
private struct WrittenLog: Sendable {
    let server: ServerUnderTest
    let store: InMemoryMetadataStore
    let artifacts: any ArtifactStore
    let samples: Samples

    func launch(_ attempt: Int) async throws {
        try await store.launch(key(attempt), inputs: [:], cacheKey: nil, at: samples.now)
    }

    func lose(_ attempt: Int) async throws {
        let failure = AttemptFailure(.infrastructure, "the node is gone")
        _ = try await store.lose(key(attempt), failure: failure, at: samples.now)
    }

    func end() async throws {
        _ = try await store.settle("a", of: samples.run.id, as: .failed(reason: "as the test wants"), at: samples.now)
    }

    func print(_ texts: [String], attempt: Int, chunk: Int) async throws {
        let lines = texts.map { #"{"at":"2026-01-31T08:05:09.042Z","stream":"stdout","text":"\#($0)"}"# + "\n" }
        try await artifacts.write(
            Data(lines.joined().utf8), to: "logs/\(samples.run.id)/a/\(attempt)/00000\(chunk).log")
    }

    /// Calls `show` with each event until the stream ends.
    func events(after cursor: String? = nil, _ show: @Sendable (ServerSentEvent) -> Void) async throws {
        var request = try server.request("/api/v1/runs/\(samples.run.id)/steps/a/logs/stream")
        request.headers["Last-Event-ID"] = cursor
        try await server.client.withResponse(to: request) { response in
            #expect(response.status == 200)
            var decoder = ServerSentEventDecoder()
            for try await line in response.body.lines {
                if let event = decoder.add(String(decoding: line, as: UTF8.self)) { show(event) }
            }
        }
    }

    private func key(_ attempt: Int) -> Attempt.Key { Attempt.Key(run: samples.run.id, step: "a", number: attempt) }
}
