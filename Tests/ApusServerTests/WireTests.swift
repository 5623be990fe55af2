import ApusAPI
import ApusModel
import FoundationEssentials
import Testing

@Suite struct WireTests {
    @Test(arguments: ["", "plain-1._~", "a/b c?d#e%f", "ä€🙂", "..", "sha256:ab"])
    func `percent-encoding comes back`(text: String) {
        let encoded = PercentEncoding.encode(text)
        #expect(encoded.utf8.allSatisfy { $0 < 128 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: " ") })
        #expect(PercentEncoding.decode(encoded) == text)
    }

    @Test(arguments: ["%", "%4", "%zz", "%ff", "%+1"])
    func `what is not percent-encoded is not guessed at`(text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }

    @Test func `a path has its values in order, encoded`() {
        #expect(Route.settle.path(["r/1", "train"]) == "/api/v1/runs/r%2F1/steps/train/settlement")
    }

    @Test(arguments: [
        ServerSentEvent(data: "one"), ServerSentEvent(id: "7", data: "one\ntwo\n"),
        ServerSentEvent(name: "end", data: "{}"), ServerSentEvent(name: "problem", id: "", data: " led by a space"),
    ])
    func `an event comes back from its lines`(event: ServerSentEvent) {
        #expect(events(ServerSentEvent.keepAlive + event.text + ServerSentEvent.keepAlive) == [event])
    }

    @Test(arguments: [
        ("data: cut off", []), ("id: 3\n\n", []), ("data:x\nretry: 5\n\n", [ServerSentEvent(data: "x")]),
        ("data\n\n", [ServerSentEvent(data: "")]), ("event: a\n\ndata: b\n\n", [ServerSentEvent(data: "b")]),
    ])
    func `lines mean what the standard says`(text: String, wanted: [ServerSentEvent]) {
        #expect(events(text) == wanted)
    }

    @Test(arguments: [(#"{"a": "\u0000"}"#, true), (#"{"a\u0000": "b"}"#, false)])
    func `names of secret values have no character at which a database ends them`(text: String, isRead: Bool) {
        let values = try? CanonicalJSON.decode(SecretValues.self, from: Data(text.utf8))
        #expect((values != nil) == isRead)
    }

    private func events(_ text: String) -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder()
        return text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { decoder.add(String($0)) }
    }
}
