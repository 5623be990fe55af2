import ApusWire
import FoundationEssentials
import Testing

@Suite("Lines")
struct LineTests {
    @Test(
        "lines come out whatever their ends",
        arguments: [
            ("a\nb\n", ["a", "b"]), ("a\r\nb", ["a", "b"]), ("\n\n", ["", ""]), ("", []), ("no end", ["no end"]),
            ("ünï\ncode", ["ünï", "code"]),
        ], [1, 2, 3, 100])
    func lines(given: (String, [String]), pieceLength: Int) {
        #expect(decode(Data(given.0.utf8), pieceLength: pieceLength) == given.1)
    }

    @Test("bytes that are no text are replaced", arguments: [1, 100])
    func replaced(pieceLength: Int) {
        #expect(
            decode(Data([0x61, 0xFF, 0xC3, 0x0A, 0x80, 0x62]), pieceLength: pieceLength) == [
                "a\u{FFFD}\u{FFFD}", "\u{FFFD}b",
            ])
    }

    @Test("a long line comes in parts that cut no character", arguments: [1000, 4096, 1 << 20])
    func longLine(pieceLength: Int) {
        let text = String(repeating: "日", count: 50_000)
        let parts = decode(Data((text + "\nend\n").utf8), pieceLength: pieceLength)
        #expect(parts.count == 4)
        #expect(parts.allSatisfy { $0.utf8.count <= LineDecoder.maximumLength })
        #expect(parts.dropLast().joined() == text)
        #expect(parts.last == "end")
    }

    private func decode(_ data: Data, pieceLength: Int) -> [String] {
        var decoder = LineDecoder()
        var lines: [String] = []
        for start in stride(from: 0, to: data.count, by: pieceLength) {
            lines += decoder.append(Data(data[start..<min(start + pieceLength, data.count)]))
        }
        if let rest = decoder.finish() { lines.append(rest) }
        return lines
    }
}
