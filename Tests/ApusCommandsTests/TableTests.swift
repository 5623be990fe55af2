import Testing

@testable import ApusCommands

@Suite("Tables")
struct TableTests {
    private let plain = Style(isEnabled: false)
    private let table = Table(
        ["NAME", "OWNER", "TYPE", "REASON"],
        rows: [
            ["a-name-that-is-long", "me", "kind", "it could not be reached in time"], ["b", "somebody", "kind", ""],
        ],
        fits: [.whole, .optional, .optional, .wrapped])

    @Test("are as wide as their widest cells where lines may be of any length, without blanks at the ends")
    func natural() {
        #expect(
            table.lines(style: plain, width: nil) == [
                "NAME                 OWNER     TYPE  REASON",
                "a-name-that-is-long  me        kind  it could not be reached in time",
                "b                    somebody  kind",
            ])
    }

    @Test("wrap running text first where the terminal is too narrow")
    func wraps() {
        #expect(
            table.lines(style: plain, width: 60) == [
                "NAME                 OWNER     TYPE  REASON",
                "a-name-that-is-long  me        kind  it could not be reached",
                "                                     in time",
                "b                    somebody  kind",
            ])
    }

    @Test("then leave out columns that may go, the last one first, and say which")
    func drops() {
        #expect(
            table.lines(style: plain, width: 50) == [
                "NAME                 OWNER     REASON",
                "a-name-that-is-long  me        it could not be",
                "                               reached in time",
                "b                    somebody",
            ])
        #expect(table.leftOut(width: 50) == ["TYPE"])
        #expect(table.leftOut(width: nil) == [])
    }

    @Test("never cut a name or a word, however narrow the terminal is", arguments: 1...45)
    func keepsNames(width: Int) {
        let lines = table.lines(style: plain, width: width)
        #expect(lines.contains { $0.hasPrefix("a-name-that-is-long") })
        let words = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
        #expect(words.isSuperset(of: ["it", "could", "not", "be", "reached", "in", "time"]))
    }

    @Test("no line is wider than a terminal that has room for the names", arguments: 37...120)
    func fits(width: Int) {
        for line in table.lines(style: plain, width: width) { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    }

    @Test("count wide characters, marks and emoji as terminals do")
    func wide() {
        let table = Table(
            ["NAME", "X"], rows: [["数据集", "1"], ["e\u{301}te\u{301}", "2"], ["🐦 bird", "3"], ["abc", "4"]])
        #expect(
            table.lines(style: plain, width: nil) == [
                "NAME     X", "数据集   1", "e\u{301}te\u{301}      2", "🐦 bird  3", "abc      4",
            ])
    }

    @Test("show control characters, so that stored text cannot steer the terminal")
    func control() {
        let table = Table(["NAME", "TEXT"], rows: [["a", "x\u{1B}[31mred\ny\u{9B}z"]])
        #expect(table.lines(style: plain, width: nil).last == "a     x\u{241B}[31mred y\u{FFFD}z")
        #expect(Details.made(with: "x\u{7}").lines(style: plain) == ["fact: x\u{2407}"])
    }

    @Test("can come without headings; those are bold where there are colours")
    func headings() {
        let table = Table(["A"], rows: [["1"]])
        #expect(table.lines(style: plain, width: nil, hasHeadings: false) == ["1"])
        #expect(table.lines(style: Style(isEnabled: true), width: nil) == ["\u{1B}[1mA\u{1B}[0m", "1"])
    }
}

extension Details {
    fileprivate static func made(with value: String) -> Details {
        var details = Details()
        details.add("fact", value)
        return details
    }
}
