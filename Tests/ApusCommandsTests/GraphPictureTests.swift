import ApusGraph
import ApusTestKit
import Testing

@testable import ApusCommands

@Suite(.serialized) struct GraphPictureTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `the lines of a drawing say what waits for what, and nothing else`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 2...14, using: &random)
        let density = Double.random(in: 0.05...0.35, using: &random)
        let steps = (0..<count).map { index in
            GraphStep(
                name: "step\(index)x",
                upstream: (0..<index).filter { _ in Double.random(in: 0..<1, using: &random) < density }
                    .map { "step\($0)x" })
        }
        let caption = GraphCaption(alphabet: .unicode, statuses: [:])
        let layout = try GraphLayout(steps, options: GraphOptions(groupThreshold: nil), measure: caption.size)
        let picture = GraphPicture(layout, caption)
        guard picture.isClear else { return }
        let lines = picture.lines(style: Style(isEnabled: false))
        let drawn = DrawnGraph(lines)
        let frames = try steps.map { try #require(drawn.frame($0.name)) }
        for (place, step) in steps.enumerated() {
            let node = try #require(layout.nodes.first { $0.label == step.name })
            let reached = drawn.arrows(fromRow: frames[place].row + 1, column: node.middle).map { arrow in
                frames.firstIndex { $0.row == arrow[0] + 2 && $0.columns.contains(arrow[1]) }
            }
            let wanted = steps.indices.filter { steps[$0].upstream.contains(step.name) }
            #expect(Set(reached) == Set(wanted), "\(step.name)\n\(lines.joined(separator: "\n"))")
        }
    }

    @Test func `nearly every drawing is clear`() throws {
        let clear = try (0..<200 as Range<UInt64>).filter { seed in
            var random = SeededGenerator(seed: seed)
            let steps = (0..<10).map { index in
                GraphStep(
                    name: "s\(index)",
                    upstream: (0..<index).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }.map { "s\($0)" })
            }
            let caption = GraphCaption(alphabet: .unicode, statuses: [:])
            return GraphPicture(
                try GraphLayout(steps, options: GraphOptions(groupThreshold: nil), measure: caption.size), caption
            ).isClear
        }
        #expect(clear.count > 180)
    }
}
