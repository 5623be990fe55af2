/// Where the middle of each vertex is, from left to right.
///
/// Each layer in turn is put as near as it can be to the mean of the neighbours above or below, in the given order and
/// without overlaps: a least-squares problem that pooling adjacent violators solves exactly, in O(vertices) (isotonic
/// regression). Bends weigh more than nodes, so long edges are straight.
struct LayerPlacement {
    private let graph: LayeredGraph
    private let order: LayerOrder
    private(set) var middle: [Int]
    /// For each layer, how far each vertex is at least from the first one.
    private var offsets: [[Int]] = []

    private static let rounds = 6
    private static let bendWeight = 8.0

    /// - Parameter widths: of all vertices; odd.
    init(_ graph: LayeredGraph, _ order: LayerOrder, widths: [Int], gap: Int) {
        self.graph = graph
        self.order = order
        middle = Array(repeating: 0, count: graph.count)
        for layer in order.layers {
            var (offset, before): (Int, Int?) = (0, nil)
            offsets.append(
                layer.map { vertex in
                    if let before { offset += widths[before] / 2 + 1 + gap + widths[vertex] / 2 }
                    before = vertex
                    return offset
                })
        }
        for (place, layer) in order.layers.enumerated() {
            for (offset, vertex) in zip(offsets[place], layer) {
                middle[vertex] = offset - (offsets[place].last ?? 0) / 2
            }
        }
        for _ in 0..<Self.rounds {
            for layer in order.layers.indices { place(layer, by: graph.up) }
            for layer in order.layers.indices.reversed() { place(layer, by: graph.down) }
        }
        for layer in order.layers.indices { place(layer, by: graph.up) }
        let belowRoots = graph.down.indices.map { graph.up[$0].isEmpty ? graph.down[$0] : [] }
        for layer in order.layers.indices { place(layer, by: belowRoots) }
    }

    private mutating func place(_ layer: Int, by neighbours: [[Int]]) {
        var blocks: [(mean: Double, weight: Double, count: Int)] = []
        for (offset, vertex) in zip(offsets[layer], order.layers[layer]) {
            let (wanted, weight) = wish(vertex, neighbours[vertex])
            var block = (mean: wanted - Double(offset), weight: weight, count: 1)
            while let last = blocks.last, last.mean > block.mean {
                blocks.removeLast()
                let sum = last.weight + block.weight
                block = (
                    (last.mean * last.weight + block.mean * block.weight) / sum, sum, last.count + block.count
                )
            }
            blocks.append(block)
        }
        var next = 0
        for block in blocks {
            for place in next..<(next + block.count) {
                middle[order.layers[layer][place]] = Int(block.mean.rounded()) + offsets[layer][place]
            }
            next += block.count
        }
    }

    /// Where a vertex is best, and how much that matters.
    private func wish(_ vertex: Int, _ neighbours: [Int]) -> (Double, Double) {
        let isBend = vertex >= graph.nodeCount
        if neighbours.isEmpty { return (Double(middle[vertex]), isBend ? Self.bendWeight : 1) }
        let sum = neighbours.reduce(0) { $0 + middle[$1] }
        return (Double(sum) / Double(neighbours.count), isBend ? Self.bendWeight : 1)
    }
}
