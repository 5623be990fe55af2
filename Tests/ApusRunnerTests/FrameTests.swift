import ApusModel
import ApusWire
import FoundationEssentials
import Testing

@Suite("Frames")
struct FrameTests {
    @Test("messages come out whole however the stream is cut", arguments: [1, 2, 3, 4, 5, 7, 64, 1000, 1 << 20])
    func cuts(pieceLength: Int) throws {
        let messages = [Data("{}".utf8), Data(repeating: 7, count: 300), Data([1]), Data(repeating: 9, count: 70_000)]
        let stream = try messages.reduce(into: Data()) { $0.append(try Frame.encode($1)) }
        var decoder = FrameDecoder()
        var seen: [Data] = []
        for start in stride(from: 0, to: stream.count, by: pieceLength) {
            decoder.append(Data(stream[start..<min(start + pieceLength, stream.count)]))
            while let message = try decoder.next() { seen.append(message) }
        }
        try decoder.finish()
        #expect(seen == messages)
    }

    @Test(
        "what is no message is refused for good",
        arguments: [[0, 0, 0, 0], [0, 0x80, 0, 1], [0xFF, 0xFF, 0xFF, 0xFF], Array("Traceback".utf8)] as [[UInt8]])
    func garbage(bytes: [UInt8]) throws {
        var decoder = FrameDecoder()
        decoder.append(Data(bytes))
        for _ in 0..<2 {
            #expect(throws: ApusError(.corrupted, "")) { try decoder.next() }
            decoder.append(try Frame.encode(Data("{}".utf8)))
        }
        #expect(throws: ApusError(.corrupted, "")) { try decoder.finish() }
    }

    @Test("the longest message passes and a longer one cannot be sent")
    func longest() throws {
        var decoder = FrameDecoder()
        let longest = Data(count: Frame.maximumLength)
        decoder.append(try Frame.encode(longest))
        #expect(try decoder.next() == longest)
        #expect(throws: ApusError(.invalidArgument, "")) { try Frame.encode(Data(count: Frame.maximumLength + 1)) }
        #expect(throws: ApusError(.invalidArgument, "")) { try Frame.encode(Data()) }
    }

    @Test("an end within a message is corrupted", arguments: [1, 3, 4, 5])
    func earlyEnd(count: Int) throws {
        var decoder = FrameDecoder()
        decoder.append(try Frame.encode(Data("{}".utf8)).prefix(count))
        #expect(try decoder.next() == nil)
        #expect(throws: ApusError(.corrupted, "")) { try decoder.finish() }
    }
}
