/// A connected graph in layers, in which every edge leads to the next layer: an edge over several layers goes through a
/// *bend* in each layer between. Edges of one node share their bends.
struct LayeredGraph {
    /// How many of the vertices are nodes; the others are bends.
    let nodeCount: Int
    private(set) var layer: [Int]
    private(set) var up: [[Int]]
    private(set) var down: [[Int]]
    /// For each node, its bends from the top.
    private(set) var bends: [[Int]]

    var count: Int { layer.count }
    var layerCount: Int { (layer.max() ?? -1) + 1 }
    var segmentCount: Int { down.reduce(0) { $0 + $1.count } }

    init(_ graph: Digraph) {
        nodeCount = graph.count
        layer = Self.layers(graph)
        up = Array(repeating: [], count: nodeCount)
        down = up
        bends = up
        for node in 0..<nodeCount {
            let last = graph.children[node].map { layer[$0] }.max() ?? 0
            for place in (layer[node] + 1)..<max(last, layer[node] + 1) { addBend(of: node, at: place) }
            for child in graph.children[node] { connect(vertex(of: node, above: layer[child]), child) }
        }
    }

    /// Where the edges of a node come from that enter a layer.
    private func vertex(of node: Int, above place: Int) -> Int {
        let steps = place - layer[node] - 1
        return steps == 0 ? node : bends[node][steps - 1]
    }

    private mutating func addBend(of node: Int, at place: Int) {
        let above = bends[node].last ?? node
        layer.append(place)
        up.append([])
        down.append([])
        bends[node].append(layer.count - 1)
        connect(above, layer.count - 1)
    }

    private mutating func connect(_ above: Int, _ below: Int) {
        down[above].append(below)
        up[below].append(above)
    }

    /// The longest path decides; then a node with more edges down than up moves towards the nodes below it, which
    /// makes edges shorter.
    private static func layers(_ graph: Digraph) -> [Int] {
        let order = graph.topologicalOrder() ?? []
        var layers = graph.depths(order)
        for node in order.reversed() where graph.children[node].count > graph.parents[node].count {
            if let below = graph.children[node].map({ layers[$0] }).min() { layers[node] = below - 1 }
        }
        let first = layers.min() ?? 0
        return layers.map { $0 - first }
    }
}
