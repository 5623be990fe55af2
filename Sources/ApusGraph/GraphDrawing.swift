/// Puts the connected parts of a graph side by side.
struct GraphDrawing {
    let options: GraphOptions
    private var parts: [Part] = []
    private var heights: [Int] = []
    private var crossings = 0
    private var width = 0

    private struct Part {
        let graph: LayeredGraph
        let order: LayerOrder
        let edges: Digraph
        let labels: [(label: String, steps: [String], size: GraphSize)]
        /// Of every vertex, within the whole.
        let middle: [Int]
    }

    init(options: GraphOptions) { self.options = options }

    /// - Parameter members: the steps of each vertex.
    mutating func add(_ graph: Digraph, _ members: [[String]], _ measure: (String, [String]) -> GraphSize) {
        let components = graph.components()
        for vertices in components {
            add(components.count == 1 ? graph : graph.part(vertices), vertices.map { members[$0] }, measure: measure)
        }
    }

    private mutating func add(_ edges: Digraph, _ members: [[String]], measure: (String, [String]) -> GraphSize) {
        let labels = members.map { steps in
            let label = steps.count == 1 ? steps[0] : StepStem.label(of: steps)
            var size = measure(label, steps)
            size.width |= 1
            return (label: label, steps: steps, size: size)
        }
        let graph = LayeredGraph(edges)
        let reduction = CrossingReduction(graph, sweeps: options.sweeps)
        let widths = labels.map(\.size.width) + Array(repeating: 1, count: graph.count - graph.nodeCount)
        var middle = LayerPlacement(graph, reduction.best, widths: widths, gap: options.nodeGap).middle
        let left = zip(middle, widths).map { $0 - $1 / 2 }.min() ?? 0
        let shift = (parts.isEmpty ? 0 : width + options.nodeGap) - left
        for vertex in middle.indices { middle[vertex] += shift }
        width = zip(middle, widths).map { $0 + $1 / 2 + 1 }.max() ?? 0
        heights += Array(repeating: 0, count: max(0, graph.layerCount - heights.count))
        for (node, label) in labels.enumerated() {
            heights[graph.layer[node]] = max(heights[graph.layer[node]], label.size.height)
        }
        crossings += reduction.crossings
        parts.append(Part(graph: graph, order: reduction.best, edges: edges, labels: labels, middle: middle))
    }

    /// All parts together.
    var layout: GraphLayout {
        let tops = heights.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1 + options.layerGap) }
        var nodes: [GraphLayout.Node] = []
        var places = parts.map { Array(repeating: 0, count: $0.graph.nodeCount) }
        for layer in heights.indices {
            var order = 0
            for (number, part) in parts.enumerated() where layer < part.order.layers.count {
                for node in part.order.layers[layer] where node < part.graph.nodeCount {
                    let (label, steps, size) = part.labels[node]
                    places[number][node] = nodes.count
                    nodes.append(
                        GraphLayout.Node(
                            label: label, steps: steps, layer: layer, order: order,
                            x: part.middle[node] - size.width / 2, y: tops[layer], size: size))
                    order += 1
                }
            }
        }
        let edges = zip(parts, places).flatMap { part, places in self.edges(of: part, places, tops) }
        return GraphLayout(
            nodes: nodes, edges: edges.sorted { ($0.from, $0.to) < ($1.from, $1.to) }, layerCount: heights.count,
            size: GraphSize(width: width, height: max(0, (tops.last ?? 0) - options.layerGap)), crossings: crossings)
    }

    private func edges(of part: Part, _ places: [Int], _ tops: [Int]) -> [GraphLayout.Edge] {
        (0..<part.graph.nodeCount).flatMap { node in
            part.edges.children[node].map { child in
                let layer = part.graph.layer[node]
                let bends = part.graph.bends[node].prefix(part.graph.layer[child] - layer - 1)
                var points = [GraphLayout.Point(x: part.middle[node], y: tops[layer] + part.labels[node].size.height)]
                for (below, bend) in zip((layer + 1)..., bends) {
                    points.append(GraphLayout.Point(x: part.middle[bend], y: tops[below]))
                    points.append(GraphLayout.Point(x: part.middle[bend], y: tops[below] + heights[below]))
                }
                points.append(GraphLayout.Point(x: part.middle[child], y: tops[part.graph.layer[child]]))
                return GraphLayout.Edge(from: places[node], to: places[child], points: points)
            }
        }
    }
}
