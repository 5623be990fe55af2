/// The order of the vertices in each layer.
struct LayerOrder {
    var layers: [[Int]]
    private(set) var position: [Int]

    /// The order in which a walk downwards comes to the vertices, from the left.
    init(walking graph: LayeredGraph) {
        layers = Array(repeating: [], count: graph.layerCount)
        position = Array(repeating: -1, count: graph.count)
        for start in 0..<graph.count where graph.up[start].isEmpty {
            var path = [start]
            while let vertex = path.popLast() {
                if position[vertex] >= 0 { continue }
                position[vertex] = layers[graph.layer[vertex]].count
                layers[graph.layer[vertex]].append(vertex)
                path += graph.down[vertex].reversed()
            }
        }
    }

    /// Gives a layer another order.
    mutating func arrange(_ layer: Int, as vertices: [Int]) {
        layers[layer] = vertices
        for (place, vertex) in vertices.enumerated() { position[vertex] = place }
    }

    /// The positions of vertices, ascending.
    func positions(_ vertices: [Int]) -> [Int] { vertices.map { position[$0] }.sorted() }
}
