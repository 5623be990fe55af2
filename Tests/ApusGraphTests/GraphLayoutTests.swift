import ApusGraph
import ApusModel
import Testing

@Suite(.serialized) struct GraphLayoutTests {
    @Test(arguments: 0..<300 as Range<UInt64>)
    func `random graphs keep the rules`(seed: UInt64) throws {
        let steps = RandomGraph.make(seed: seed)
        for threshold in [nil, 4, 2] as [Int?] {
            let options = GraphOptions(groupThreshold: threshold)
            let layout = try GraphLayout(steps, options: options)
            #expect(layout.nodes.flatMap(\.steps).sorted() == steps.map(\.name).sorted())
            #expect(layout.nodes.allSatisfy { $0.steps.count == 1 || $0.steps.count >= threshold ?? .max })
            #expect(try GraphLayout(steps, options: options) == layout)
            checkPlaces(layout)
            checkEdges(layout, steps)
            let first = try GraphLayout(steps, options: GraphOptions(groupThreshold: threshold, sweeps: 0))
            #expect(layout.crossings <= first.crossings)
        }
    }

    private func checkPlaces(_ layout: GraphLayout) {
        for (index, node) in layout.nodes.enumerated() {
            #expect(node.x >= 0 && node.x + node.size.width <= layout.size.width)
            #expect(node.y >= 0 && node.y + node.size.height <= layout.size.height)
            guard let next = layout.nodes.dropFirst(index + 1).first, next.layer == node.layer else { continue }
            #expect(next.order == node.order + 1)
            #expect(next.x >= node.x + node.size.width + 3)
        }
    }

    private func checkEdges(_ layout: GraphLayout, _ steps: [GraphStep]) {
        var reached: Set<[String]> = []
        for edge in layout.edges {
            let (from, to) = (layout.nodes[edge.from], layout.nodes[edge.to])
            #expect(from.layer < to.layer)
            #expect(edge.points.count == 2 * (to.layer - from.layer))
            #expect(edge.points.first?.x == from.middle && edge.points.first?.y == from.y + from.size.height)
            #expect(edge.points.last?.x == to.middle && edge.points.last?.y == to.y)
            for (above, below) in zip(edge.points, edge.points.dropFirst()) { #expect(above.y < below.y) }
            for first in from.steps { for second in to.steps { reached.insert([first, second]) } }
        }
        for step in steps { for other in step.upstream { #expect(reached.contains([other, step.name])) } }
    }

    @Test(arguments: [
        ("", 0), ("a", 0), ("a>b b>c", 0), ("a>b a>c b>d c>d", 0), ("a>d b>c", 0), ("a>c a>d b>c b>d", 1),
        ("a>d a>e b>c b>d b>e", 1), ("a>b b>c c>d a>d", 0), ("a>d b>d c>d a>e b>e c>e", 3),
        ("a>d a>e a>f b>d b>e b>f c>d c>e c>f", 9), ("a>b a>c b>d b>e c>f c>g", 0),
        ("a>x b>y c>z a>z b>x c>y", 2), ("a>b c>d e>f b>f d>b", 0),
    ])
    func `small graphs have as few crossings as can be`(edges: String, crossings: Int) throws {
        #expect(try GraphLayout(Self.steps(edges), options: GraphOptions(groupThreshold: nil)).crossings == crossings)
    }

    static func steps(_ edges: String) -> [GraphStep] {
        var (names, upstream): ([String], [String: [String]]) = ([], [:])
        for edge in edges.split(separator: " ") {
            let ends = edge.split(separator: ">").map(String.init)
            for name in ends where !names.contains(name) { names.append(name) }
            if ends.count == 2 { upstream[ends[1], default: []].append(ends[0]) }
        }
        return names.map { GraphStep(name: $0, upstream: upstream[$0] ?? []) }
    }

    @Test func `a step of two ways is in the middle, and a chain is straight`() throws {
        let diamond = try GraphLayout(Self.steps("a>b a>c b>d c>d"))
        let middles = Dictionary(uniqueKeysWithValues: diamond.nodes.map { ($0.label, $0.middle) })
        #expect(middles["a"] == middles["d"])
        #expect(middles["a"].map { 2 * $0 } == middles["b"].flatMap { b in middles["c"].map { b + $0 } })
        let chain = try GraphLayout(Self.steps("a>b b>c c>d"))
        #expect(Set(chain.nodes.map(\.middle)).count == 1)
    }

    @Test func `a long edge is straight between its ends`() throws {
        let layout = try GraphLayout(Self.steps("a>b b>c c>d d>e a>e"))
        let long = try #require(layout.edges.first { $0.points.count == 8 })
        #expect(Set(long.points.dropFirst().dropLast().map(\.x)).count == 1)
    }

    @Test func `parts that are not connected are side by side`() throws {
        let layout = try GraphLayout(Self.steps("a>b c>d"))
        #expect(layout.nodes.map(\.label) == ["a", "c", "b", "d"])
        #expect(layout.nodes.map(\.layer) == [0, 0, 1, 1])
    }

    @Test(arguments: ["a>b b>a", "a>b b>c c>a d>a"])
    func `a cycle is an error`(edges: String) {
        let error = #expect(throws: ApusError.self) { try GraphLayout(Self.steps(edges)) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `two steps of one name are an error`() {
        let step = GraphStep(name: "a", upstream: [])
        let error = #expect(throws: ApusError.self) { try GraphLayout([step, step]) }
        #expect(error?.summary.contains("'a'") == true)
    }

    @Test func `it survives JSON`() throws {
        let layout = try GraphLayout(RandomGraph.make(seed: 7))
        #expect(try CanonicalJSON.decode(GraphLayout.self, from: CanonicalJSON.encode(layout)) == layout)
    }

    @Test(arguments: [RandomGraph.fan(10_000), RandomGraph.layered(100, of: 100, seed: 1)], [nil, 4] as [Int?])
    func `ten thousand steps are laid out`(steps: [GraphStep], threshold: Int?) throws {
        var layout: GraphLayout?
        let spent = try ContinuousClock().measure {
            layout = try GraphLayout(steps, options: GraphOptions(groupThreshold: threshold))
        }
        #expect(layout?.nodes.reduce(0) { $0 + $1.steps.count } == steps.count)
        #expect(spent < .seconds(60))
    }
}
