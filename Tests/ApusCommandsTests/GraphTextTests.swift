import ApusGraph
import ApusModel
import FoundationEssentials
import SystemPackage
import Testing

@testable import ApusCommands

/// What graphs look like: each is in a file of the folder `Graphs`. `APUS_TEST_RECORD=1` writes them anew.
@Suite(.serialized) struct GraphTextTests {
    struct Drawing: Sendable, CustomTestStringConvertible {
        let name: String
        let edges: String
        var statuses: [String: StepStatus] = [:]
        var threshold: Int? = 4
        var alphabet = GraphAlphabet.unicode
        var testDescription: String { name }

        var steps: [GraphStep] {
            var (names, upstream): ([String], [String: [String]]) = ([], [:])
            for edge in edges.split(separator: " ") {
                let ends = edge.split(separator: ">").map(String.init)
                for name in ends where !names.contains(name) { names.append(name) }
                if ends.count == 2 { upstream[ends[1], default: []].append(ends[0]) }
            }
            return names.map { GraphStep(name: $0, upstream: upstream[$0] ?? []) }
        }
    }

    private static func fan(_ count: Int) -> String {
        (1...count).map { "load>train-\($0) train-\($0)>choose" }.joined(separator: " ")
    }

    static let drawings = [
        Drawing(name: "chain", edges: "load>split split>train train>evaluate"),
        Drawing(
            name: "chain-of-a-run", edges: "load>split split>train train>evaluate",
            statuses: ["load": .cached, "split": .succeeded, "train": .running, "evaluate": .pending]),
        Drawing(
            name: "diamond", edges: "load>train load>baseline train>compare baseline>compare",
            statuses: ["load": .succeeded, "train": .failed, "baseline": .succeeded, "compare": .skipped]),
        Drawing(
            name: "diamond-in-ascii", edges: "load>train load>baseline train>compare baseline>compare",
            statuses: ["load": .succeeded, "train": .failed, "baseline": .succeeded, "compare": .skipped],
            alphabet: .ascii),
        Drawing(
            name: "fan-out", edges: fan(812),
            statuses: Dictionary(
                uniqueKeysWithValues: (1...812).map {
                    ("train-\($0)", $0 <= 700 ? .succeeded : $0 < 704 ? .failed : .running)
                }
            )),
        Drawing(name: "fan-out-expanded", edges: fan(5), threshold: nil),
        Drawing(name: "fan-out-as-a-list", edges: fan(8), threshold: nil),
        Drawing(name: "fan-out-as-a-list-in-ascii", edges: fan(8), threshold: nil, alphabet: .ascii),
        Drawing(name: "long-edge", edges: "load>clean clean>train train>evaluate load>evaluate"),
        Drawing(name: "two-components", edges: "a>b b>c x>y"),
        Drawing(name: "crossing", edges: "a>x b>y c>z a>z b>x c>y"),
        Drawing(name: "all-to-all", edges: "a>x a>y a>z b>x b>y b>z"),
        Drawing(
            name: "wide",
            edges: "load>split split>forest split>boosting split>regression split>network split>neighbours "
                + "split>bayes forest>tune-forest boosting>tune-boosting tune-forest>report tune-boosting>report "
                + "regression>report network>report neighbours>report bayes>report load>report"),
    ]

    @Test(arguments: drawings)
    func `a graph is drawn as it is on file`(drawing: Drawing) throws {
        let text = GraphText(
            steps: drawing.steps, statuses: drawing.statuses,
            options: GraphOptions(groupThreshold: drawing.threshold), alphabet: drawing.alphabet)
        let lines = try text.lines(width: 80, style: Style(isEnabled: false))
        let drawn = lines.joined(separator: "\n") + "\n"
        let file = FilePath(#filePath).removingLastComponent().appending("Graphs").appending("\(drawing.name).txt")
        let url = URL(filePath: file.string)
        if ProcessInfo.processInfo.environment["APUS_TEST_RECORD"] != nil { try Data(drawn.utf8).write(to: url) }
        #expect(String(decoding: try Data(contentsOf: url), as: UTF8.self) == drawn)
        #expect(lines.allSatisfy { $0.count <= 80 && $0.last != " " })
        #expect(drawing.alphabet == .unicode || drawn.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: 1...80)
    func `no drawing is wider than its terminal`(width: Int) throws {
        let drawing = try #require(Self.drawings.first { $0.name == "wide" })
        let text = GraphText(steps: drawing.steps, statuses: [:], options: GraphOptions(), alphabet: .unicode)
        let lines = try text.lines(width: width, style: Style(isEnabled: false))
        #expect(lines.contains { $0.contains("┌") } ? lines.allSatisfy { $0.count <= width } : true)
        for step in drawing.steps { #expect(lines.contains { $0.contains(step.name) }) }
    }

    @Test func `colours change nothing else`() throws {
        let drawing = Self.drawings[1]
        let text = GraphText(
            steps: drawing.steps, statuses: drawing.statuses, options: GraphOptions(), alphabet: .unicode)
        let coloured = try text.lines(width: 80, style: Style(isEnabled: true)).joined(separator: "\n")
        #expect(coloured.contains("\u{1B}[32m"))
        let plain = coloured.replacing("\u{1B}[0m", with: "").replacing("\u{1B}[32m", with: "")
            .replacing("\u{1B}[1m", with: "").replacing("\u{1B}[2m", with: "")
        #expect(try plain == text.lines(width: 80, style: Style(isEnabled: false)).joined(separator: "\n"))
    }

    @Test(
        arguments: [
            ([:], GraphAlphabet.ascii), (["LANG": "en_GB.UTF-8"], .unicode), (["LANG": "C.utf8"], .unicode),
            (["LC_ALL": "C", "LANG": "en_GB.UTF-8"], .ascii), (["LC_ALL": "", "LC_CTYPE": "C.UTF-8"], .unicode),
            (["LANG": "de_DE.ISO-8859-1"], .ascii),
        ] as [([String: String], GraphAlphabet)])
    func `the locale says which characters there are`(variables: [String: String], alphabet: GraphAlphabet) {
        #expect(GraphAlphabet { variables[$0] } == alphabet)
    }
}
