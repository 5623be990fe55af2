import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Testing

@Suite("Reflector")
struct ReflectorTests {
    /// What a watch with these lines answers.
    static func watch(_ lines: [JSONValue], failure: (any Error)? = nil) -> Answer {
        Answer(
            ScriptedHTTPResponse(
                status: 200, chunks: lines.map { Data((((try? CanonicalJSON.text($0)) ?? "") + "\n").utf8) },
                failure: failure))
    }

    static func line(_ type: String, _ object: JSONValue) -> JSONValue { ["type": .string(type), "object": object] }

    static func bookmark(_ version: Int) -> JSONValue {
        line("BOOKMARK", ["kind": "Pod", "metadata": ["resourceVersion": .string(String(version))]])
    }

    static let gone: JSONValue = line(
        "ERROR", ["kind": "Status", "code": 410, "reason": "Expired", "message": "too old"])

    /// A stream that stays open.
    static var silence: Answer {
        Answer(ScriptedHTTPResponse(status: 200, body: AsyncThrowingStream { _ in }))
    }

    /// Events as text until there are so many; each request is answered in turn.
    static func events(
        _ count: Int, _ answers: [Answer], clock: InstantClock = InstantClock(),
        timing: WatchTiming = WatchTiming()
    ) async throws -> (events: [String], exchanges: [ScriptedHTTPClient.Exchange]) {
        let script = Script(answers)
        let http = ScriptedHTTPClient { _, _ in script.next() }
        let client = try KubernetesClient(http, clock: clock)
        let reflector = Reflector(client, .pods, matching: .labels("run=x"), timing: timing)
        var seen: [String] = []
        for try await event in reflector.events() {
            seen.append(text(event))
            if seen.count == count { break }
        }
        return (seen, http.exchanges)
    }

    static func text(_ event: WatchEvent<Pod>) -> String {
        switch event {
        case .added(let pod): "+\(pod.metadata.name)\(pod.metadata.resourceVersion)"
        case .modified(let pod): "~\(pod.metadata.name)\(pod.metadata.resourceVersion)"
        case .deleted(let pod): "-\(pod.metadata.name)\(pod.metadata.resourceVersion)"
        case .synced: "synced"
        }
    }

    @Test("what exists is told, then that this was all, then each change")
    func changes() async throws {
        let (events, exchanges) = try await Self.events(
            6,
            [
                .json(200, podList([podJSON("a", version: 1), podJSON("b", version: 2)], version: 5)),
                Self.watch([
                    Self.line("MODIFIED", podJSON("a", version: 6)), Self.line("ADDED", podJSON("c", version: 7)),
                    Self.line("DELETED", podJSON("b", version: 8)),
                ]), Self.silence,
            ])
        #expect(events == ["+a1", "+b2", "synced", "~a6", "+c7", "-b8"])
        let watch = exchanges[1].request
        #expect(watch.query("watch") == "true" && watch.query("allowWatchBookmarks") == "true")
        #expect(watch.query("resourceVersion") == "5")
        #expect(watch.query("labelSelector") == "run%3Dx")
        #expect((300...600).contains(Int(watch.query("timeoutSeconds") ?? "") ?? 0))
    }

    @Test("what was listed before is told without another listing, and the watch goes on from there")
    func given() async throws {
        let script = Script([
            .json(200, podList([podJSON("a", version: 1)], version: 5)),
            Self.watch([Self.line("MODIFIED", podJSON("a", version: 6)), Self.gone]),
            .json(200, podList([], version: 9)), Self.silence,
        ])
        let http = ScriptedHTTPClient { _, _ in script.next() }
        let client = try KubernetesClient(http, clock: InstantClock())
        let listing: ObjectList<Pod> = try await client.list(.pods)
        var seen: [String] = []
        try? await Reflector(client, .pods).run(from: listing) { event in  // only the test's own end is thrown
            seen.append(Self.text(event))
            if seen.count == 5 { throw CancellationError() }
        }
        #expect(seen == ["+a1", "synced", "~a6", "-a6", "synced"])
        #expect(http.exchanges.map { $0.request.query("resourceVersion") } == [nil, "5", nil])
    }

    @Test("a beginning at no known moment holds for one watch, and then all is listed")
    func unversioned() async throws {
        let script = Script([
            Self.watch([]), .json(200, podList([podJSON("a", version: 1)], version: 5)),
            Self.watch([Self.line("MODIFIED", podJSON("a", version: 6))]), Self.silence,
        ])
        let http = ScriptedHTTPClient { _, _ in script.next() }
        let client = try KubernetesClient(http)
        var seen: [String] = []
        try? await Reflector(client, .pods).run(from: ObjectList()) { event in  // only the test's own end is thrown
            seen.append(Self.text(event))
            if seen.count == 4 { throw CancellationError() }
        }
        #expect(seen == ["synced", "+a1", "synced", "~a6"])
        #expect(http.exchanges.map { $0.request.query("resourceVersion") } == ["", nil, "5"])
    }

    @Test("the changes of a watch wait for others as long as they may, and its listing does not")
    func coalescing() async throws {
        let (_, exchanges) = try await Self.events(
            2, [.json(200, podList([], version: 5)), Self.watch([Self.line("ADDED", podJSON("a", version: 6))])],
            timing: WatchTiming(coalescing: .milliseconds(250)))
        #expect(exchanges.prefix(2).map(\.request.coalescing) == [.zero, .milliseconds(250)])
    }

    @Test("a watch that ends is followed by one from the last bookmark, without another listing")
    func bookmarks() async throws {
        let (events, exchanges) = try await Self.events(
            3,
            [
                .json(200, podList([], version: 5)),
                Self.watch([Self.line("ADDED", podJSON("a", version: 6)), Self.bookmark(40)]),
                Self.watch([Self.line("MODIFIED", podJSON("a", version: 41))]), Self.silence,
            ])
        #expect(events == ["synced", "+a6", "~a41"])
        #expect(exchanges[2].request.query("resourceVersion") == "40")
    }

    @Test(
        "a watch that breaks goes on from the last change",
        arguments: [HTTPError.Code.truncated, .connectionLost, .idleTimedOut])
    func breaks(code: HTTPError.Code) async throws {
        let error = HTTPError(code, "it broke", for: HTTPRequest(.get, KubernetesClient.testServer))
        let (events, exchanges) = try await Self.events(
            3,
            [
                .json(200, podList([], version: 5)),
                Self.watch([Self.line("ADDED", podJSON("a", version: 6))], failure: error),
                Self.watch([Self.line("MODIFIED", podJSON("a", version: 7))]), Self.silence,
            ])
        #expect(events == ["synced", "+a6", "~a7"])
        #expect(exchanges[2].request.query("resourceVersion") == "6")
    }

    enum Forgotten: CaseIterable { case inStream, asStatus, garbage }

    @Test("when the server has forgotten the place, a listing gives the difference", arguments: Forgotten.allCases)
    func relist(forgotten: Forgotten) async throws {
        let answer: Answer =
            switch forgotten {
            case .inStream: Self.watch([Self.gone])
            case .asStatus: .failure(410, "Expired")
            case .garbage: .text(200, "{\"type\": \"ADDED\", \"obj\n")
            }
        let (events, _) = try await Self.events(
            10,
            [
                .json(
                    200,
                    podList(
                        [
                            podJSON("a", version: 1), podJSON("b", version: 2), podJSON("c", version: 3),
                            podJSON("d", version: 4),
                        ],
                        version: 5)),
                answer,
                .json(
                    200,
                    podList(
                        [
                            podJSON("a", version: 1), podJSON("b", version: 12),
                            podJSON("d", version: 13, uid: "another"),
                            podJSON("e", version: 14),
                        ], version: 20)), Self.silence,
            ])
        #expect(events == ["+a1", "+b2", "+c3", "+d4", "synced", "-c3", "~b12", "-d4", "+d13", "+e14"])
    }

    @Test(
        "failures of the first listing are thrown",
        arguments: [(401, ApusError.Code.unauthorized), (403, .forbidden), (404, .notFound)])
    func firstListing(status: Int, code: ApusError.Code) async throws {
        let error = await #expect(throws: ApusError.self) { try await Self.events(1, [.failure(status)]) }
        #expect(error?.code == code)
    }

    @Test("later refusals are outlived")
    func outlived() async throws {
        let (events, _) = try await Self.events(
            2,
            [
                .json(200, podList([], version: 5)), .failure(403), .failure(401), .failure(503), .failure(500),
                Self.watch([Self.line("ADDED", podJSON("a", version: 6))]), Self.silence,
            ])
        #expect(events == ["synced", "+a6"])
    }

    @Test("refusals without end use up the patience, and waiting grows")
    func patience() async throws {
        let clock = InstantClock()
        let timing = WatchTiming(firstDelay: .seconds(1), longestDelay: .seconds(8), patience: .seconds(60))
        let error = await #expect(throws: ApusError.self) {
            try await Self.events(
                2, [.json(200, podList([], version: 5)), .failure(403)], clock: clock, timing: timing)
        }
        #expect(error?.code == .forbidden)
        #expect(clock.sleeps.count == 10)
        #expect(clock.sleeps.allSatisfy { (.milliseconds(500)...Duration.seconds(8)).contains($0) })
    }

    @Test("watches that bring nothing do not run hot, and never use up the patience")
    func silentEnds() async throws {
        let clock = InstantClock()
        let answers: [Answer] =
            [.json(200, podList([], version: 5))] + Array(repeating: Self.watch([]), count: 200)
            + [Self.watch([Self.line("ADDED", podJSON("a", version: 6))])]
        let (events, _) = try await Self.events(2, answers, clock: clock, timing: WatchTiming(patience: .seconds(5)))
        #expect(events == ["synced", "+a6"])
        #expect((200...201).contains(clock.sleeps.count))
    }

    @Test("cancelling ends a silent watch")
    func cancelling() async throws {
        let script = Script([.json(200, podList([], version: 5)), Self.silence])
        let client = try KubernetesClient(ScriptedHTTPClient { _, _ in script.next() })
        let (synced, continuation) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await Reflector(client, .pods).run { event in
                if event == .synced { continuation.yield() }
            }
        }
        for await _ in synced { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("what the handler throws ends it")
    func handlerFailure() async throws {
        struct Stop: Error {}
        let client = try KubernetesClient(Script.client(.json(200, podList([podJSON("a")], version: 5)), Self.silence))
        await #expect(throws: Stop.self) { try await Reflector(client, .pods).run { _ in throw Stop() } }
    }
}
