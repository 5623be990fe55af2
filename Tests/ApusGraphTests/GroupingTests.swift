import ApusGraph
import ApusModel
import Testing

@Suite struct GroupingTests {
    @Test(arguments: [
        (["train-1", "train-2", "train-3", "train-4"], "train"), (["fold_a", "fold_b", "fold_c", "fold_d"], "fold"),
        (["lr0.1", "lr0.2", "lr0.3", "lr0.4"], "lr"), (["1x", "2x", "3x", "4x"], "#x"),
    ])
    func `siblings whose names are alike are one node`(names: [String], label: String) throws {
        let steps = [GraphStep(name: "load", upstream: [])] + names.map { GraphStep(name: $0, upstream: ["load"]) }
        let layout = try GraphLayout(steps)
        #expect(layout.nodes.map(\.label) == ["load", label])
        #expect(layout.nodes[1].steps == names)
        #expect(layout.edges.count == 1)
    }

    @Test(arguments: [["train-1", "train-2", "train-3"], ["plot", "report", "export", "publish"]])
    func `few siblings, and siblings of other names, stay apart`(names: [String]) throws {
        let steps = [GraphStep(name: "load", upstream: [])] + names.map { GraphStep(name: $0, upstream: ["load"]) }
        #expect(try GraphLayout(steps).nodes.count == names.count + 1)
    }

    @Test func `a fan-out is one node, and as many as it has when all are wanted`() throws {
        let steps = RandomGraph.fan(812)
        let layout = try GraphLayout(steps)
        #expect(layout.nodes.map(\.steps.count) == [1, 812, 1])
        #expect(layout.edges.map { [$0.from, $0.to] } == [[0, 1], [1, 2]])
        #expect(try GraphLayout(steps, options: GraphOptions(groupThreshold: nil)).nodes.count == 814)
    }

    @Test func `branches that are chains are a chain of groups`() throws {
        let names = ["prepare", "train", "score"]
        var steps = [GraphStep(name: "load", upstream: [])]
        for branch in 1...5 {
            for (place, name) in names.enumerated() {
                let before = place == 0 ? "load" : "\(names[place - 1])-\(branch)"
                steps.append(GraphStep(name: "\(name)-\(branch)", upstream: [before]))
            }
        }
        let layout = try GraphLayout(steps)
        #expect(layout.nodes.map(\.label) == ["load", "prepare", "train", "score"])
        #expect(layout.nodes.map(\.steps.count) == [1, 5, 5, 5])
    }

    @Test func `a step with another input or another consumer is no part of the group`() throws {
        var steps = RandomGraph.fan(6)
        steps.append(GraphStep(name: "extra", upstream: ["train-3"]))
        let layout = try GraphLayout(steps)
        #expect(layout.nodes.first { $0.isGroup }?.steps == ["train-1", "train-2", "train-4", "train-5", "train-6"])
        #expect(layout.nodes.contains { $0.steps == ["train-3"] })
    }

    @Test func `steps in pairs are not drawn as if all were connected`() throws {
        let first = (0..<8).map { GraphStep(name: "a-\($0)", upstream: []) }
        let second = (0..<4).map { GraphStep(name: "b-\($0)", upstream: ["a-\(2 * $0)", "a-\(2 * $0 + 1)"]) }
        #expect(try GraphLayout(first + second).nodes.count == 12)
    }

    @Test func `a group counts the statuses of its steps`() throws {
        let layout = try GraphLayout(RandomGraph.fan(5))
        let statuses: [String: StepStatus] = [
            "load": .succeeded, "train-1": .failed, "train-2": .succeeded, "train-3": .succeeded, "train-4": .running,
        ]
        let counts = layout.nodes[1].counts(statuses)
        #expect(counts.map(\.status) == [.running, .succeeded, .failed])
        #expect(counts.map(\.count) == [1, 2, 1])
    }
}
