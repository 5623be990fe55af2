/// Orders layers so that edges cross seldom: sweeps down and up that sort each layer by the mean place of neighbours,
/// then exchange adjacent vertices where that helps (Gansner, Koutsofios, North, Vo: A Technique for Drawing Directed
/// Graphs, 1993, section 3). The best order that was seen is kept, the first one among them.
struct CrossingReduction {
    private let graph: LayeredGraph
    private(set) var best: LayerOrder
    private(set) var crossings: Int

    /// Sweeps without a gain after which it ends.
    private static let patience = 4
    /// Segments that may be looked at in all; it bounds the time for large graphs.
    private static let budget = 600_000

    init(_ graph: LayeredGraph, sweeps: Int) {
        self.graph = graph
        best = LayerOrder(walking: graph)
        crossings = best.crossings(in: graph)
        var order = best
        var idle = 0
        let affordable = min(sweeps, max(2, Self.budget / max(1, graph.segmentCount)))
        for sweep in 0..<max(0, sweeps == 0 ? 0 : affordable) where crossings > 0 && idle < Self.patience {
            sort(&order, downwards: sweep.isMultiple(of: 2))
            for layer in order.layers.indices { exchange(&order, layer) }
            let found = order.crossings(in: graph)
            idle = found < crossings ? 0 : idle + 1
            if found < crossings { (best, crossings) = (order, found) }
        }
    }

    private func sort(_ order: inout LayerOrder, downwards: Bool) {
        let layers = Array(order.layers.indices)
        for layer in downwards ? layers : layers.reversed() {
            let keyed = order.layers[layer].enumerated().map { place, vertex in
                let near = downwards ? graph.up[vertex] : graph.down[vertex]
                let sum = near.reduce(0) { $0 + order.position[$1] }
                return (near.isEmpty ? Double(place) : Double(sum) / Double(near.count), place, vertex)
            }
            order.arrange(layer, as: keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2))
        }
    }

    private func exchange(_ order: inout LayerOrder, _ layer: Int) {
        var vertices = order.layers[layer].map { vertex in
            (vertex, up: order.positions(graph.up[vertex]), down: order.positions(graph.down[vertex]))
        }
        var isBetter = true
        var rounds = 0
        while isBetter, rounds < Self.patience {
            (isBetter, rounds) = (false, rounds + 1)
            for right in vertices.indices.dropFirst() {
                let (a, b) = (vertices[right - 1], vertices[right])
                let now = LayerOrder.inversions(a.up, b.up) + LayerOrder.inversions(a.down, b.down)
                if now == 0 { continue }
                if LayerOrder.inversions(b.up, a.up) + LayerOrder.inversions(b.down, a.down) < now {
                    vertices.swapAt(right - 1, right)
                    isBetter = true
                }
            }
        }
        order.arrange(layer, as: vertices.map(\.0))
    }
}
