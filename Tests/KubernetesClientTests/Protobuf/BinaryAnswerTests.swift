import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Testing

/// That objects mean the same in both forms is tried on a real API server, in `ControlPlaneTests`.
@Suite("Answers in binary form")
struct BinaryAnswerTests {
    static let form: HTTPHeaders = ["Content-Type": "application/vnd.kubernetes.protobuf"]

    static func answer(_ bytes: [UInt8]) -> Answer {
        Answer(ScriptedHTTPResponse(status: 200, headers: form, chunks: [Data(bytes)]))
    }

    static func watch(_ chunks: [Data]) -> Answer {
        let headers: HTTPHeaders = ["Content-Type": "application/vnd.kubernetes.protobuf;stream=watch"]
        return Answer(ScriptedHTTPResponse(status: 200, headers: headers, chunks: chunks))
    }

    @Test("are asked for where they can be read, with JSON for servers that have no other form")
    func negotiation() async throws {
        let http = Script.client(.json(200, podList([podJSON("a", version: 1)], version: 5)))
        let client = try KubernetesClient(http)
        #expect(try await client.list(.pods).items.map(\.metadata.name) == ["a"])
        _ = try? await client.get(.configMaps, "x")  // the answer is of another kind
        #expect(
            http.exchanges.map { $0.request.headers["Accept"] } == [
                "application/vnd.kubernetes.protobuf, application/json", "application/json",
            ])
    }

    @Test("that are cut off anywhere, or no message at all, are errors and no crash")
    func garbage() async throws {
        let whole = Wire.list([Wire.pod("a", version: 3), Wire.pod("b", version: 4)], version: 5)
        let list = try await KubernetesClient(Script.client(Self.answer(whole))).list(.pods)
        #expect(list.items.map(\.metadata.name) == ["a", "b"] && list.resourceVersion == "5")
        #expect(list.items.allSatisfy { $0.phase == .running })
        for length in 5..<whole.count {
            let client = try KubernetesClient(Script.client(Self.answer(Array(whole.prefix(length)))))
            let error = await #expect(throws: ApusError.self) { try await client.list(.pods) }
            #expect(error?.code == .unavailable, "after \(length) bytes")
        }
        let wrong: [[UInt8]] = [
            Wire.answer([0x0b]), Wire.answer(Array(repeating: 0xff, count: 11)), Wire.answer(Wire.field(1, 7)),
            Wire.answer(Wire.field(2, Wire.field(1, Wire.field(10, "a text")))),
            Wire.answer(Wire.number(1 << 3 | 2) + Wire.number(UInt64.max)),
        ]
        for bytes in wrong {
            let client = try KubernetesClient(Script.client(Self.answer(bytes)))
            let error = await #expect(throws: ApusError.self) { try await client.list(.pods) }
            #expect(error?.code == .unavailable, "\(bytes)")
        }
    }

    @Test(
        "of a watch are read however they are cut into pieces, and fields of later servers passed over",
        arguments: [1, 3, 1000])
    func pieces(size: Int) async throws {
        let later =
            Wire.field(99, "later") + Wire.field(98, 5) + Wire.number(97 << 3 | 1) + [UInt8](repeating: 1, count: 8)
        let bytes =
            Wire.frame("ADDED", Wire.pod("a", version: 6) + later) + Wire.frame("OTHER", [])
            + Wire.frame("MODIFIED", Wire.pod("a", version: 7))
            + Wire.frame("BOOKMARK", Wire.field(1, Wire.field(6, "40")))
            + Wire.frame("DELETED", Wire.pod("a", version: 41))
        let chunks = stride(from: 0, to: bytes.count, by: size).map { Data(bytes[$0..<min($0 + size, bytes.count)]) }
        let (events, _) = try await ReflectorTests.events(
            4, [Self.answer(Wire.list([], version: 5)), Self.watch(chunks), ReflectorTests.silence])
        #expect(events == ["synced", "+a6", "~a7", "-a41"])
    }

    @Test("say that the server has forgotten the place, and the objects are listed anew")
    func forgotten() async throws {
        let gone = Wire.field(3, "too old") + Wire.field(4, "Expired") + Wire.field(6, 410)
        let (events, exchanges) = try await ReflectorTests.events(
            3,
            [
                Self.answer(Wire.list([], version: 5)), Self.watch([Wire.frame("ERROR", gone)]),
                Self.answer(Wire.list([Wire.pod("a", version: 8)], version: 9)), ReflectorTests.silence,
            ])
        #expect(events == ["synced", "+a8", "synced"])
        #expect(exchanges.count >= 3)
    }

    @Test("of a watch that end inside a frame, or have one that no object fills, are a break like any other")
    func brokenFrames() async throws {
        let frame = Wire.frame("ADDED", Wire.pod("a", version: 6))
        for broken in [Data(frame.dropLast()), Data([0xff, 0xff, 0xff, 0xff])] {
            let (events, exchanges) = try await ReflectorTests.events(
                2,
                [
                    Self.answer(Wire.list([], version: 5)), Self.watch([broken]), Self.watch([frame]),
                    ReflectorTests.silence,
                ])
            #expect(events == ["synced", "+a6"])
            #expect(exchanges[2].request.query("resourceVersion") == "5")
        }
    }
}
