/// Vertices by number, and what comes directly before and after each. No edge occurs twice.
struct Digraph {
    private(set) var parents: [[Int]]
    private(set) var children: [[Int]]

    var count: Int { parents.count }

    /// - Parameter parents: for each vertex those before it, sorted and without repeats.
    init(parents: [[Int]]) {
        self.parents = parents
        children = Array(repeating: [], count: parents.count)
        for (vertex, before) in parents.enumerated() { for parent in before { children[parent].append(vertex) } }
    }

    /// Every vertex after those before it, or `nil` for a graph with a cycle (Kahn's algorithm).
    func topologicalOrder() -> [Int]? {
        var waiting = parents.map(\.count)
        var order = parents.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < order.count {
            for child in children[order[next]] {
                waiting[child] -= 1
                if waiting[child] == 0 { order.append(child) }
            }
            next += 1
        }
        return order.count == count ? order : nil
    }

    /// For each vertex the number of edges of the longest path that ends there.
    /// - Parameter order: a topological order.
    func depths(_ order: [Int]) -> [Int] {
        var depths = Array(repeating: 0, count: count)
        for vertex in order { depths[vertex] = parents[vertex].map { depths[$0] + 1 }.max() ?? 0 }
        return depths
    }

    /// The vertices of each connected part, ascending; parts by their first vertex.
    func components() -> [[Int]] {
        var isSeen = Array(repeating: false, count: count)
        return parents.indices.compactMap { start in
            if isSeen[start] { return nil }
            isSeen[start] = true
            var part = [start]
            var next = 0
            while next < part.count {
                for other in parents[part[next]] + children[part[next]] where !isSeen[other] {
                    isSeen[other] = true
                    part.append(other)
                }
                next += 1
            }
            return part.sorted()
        }
    }

    /// The graph of some of the vertices, which keep their order.
    func part(_ vertices: [Int]) -> Digraph {
        let places = Dictionary(uniqueKeysWithValues: vertices.enumerated().map { ($1, $0) })
        return Digraph(parents: vertices.map { parents[$0].compactMap { places[$0] } })
    }

    /// The graph in which each group is one vertex.
    /// - Parameter group: the number of each vertex's group.
    func quotient(_ group: [Int], count: Int) -> Digraph {
        var merged = Array(repeating: Set<Int>(), count: count)
        for (vertex, before) in parents.enumerated() {
            for parent in before { merged[group[vertex]].insert(group[parent]) }
        }
        return Digraph(parents: merged.map { $0.sorted() })
    }
}
