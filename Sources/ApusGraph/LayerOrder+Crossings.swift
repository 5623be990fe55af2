extension LayerOrder {
    /// How many times segments cross: inversions, counted with a Fenwick tree in O(segments × log vertices)
    /// (Barth, Jünger, Mutzel: Simple and Efficient Bilayer Cross Counting, 2002).
    func crossings(in graph: LayeredGraph) -> Int {
        layers.indices.dropLast().reduce(0) { $0 + crossings(below: $1, in: graph) }
    }

    private func crossings(below layer: Int, in graph: LayeredGraph) -> Int {
        let width = layers[layer + 1].count
        var tree = Array(repeating: 0, count: width + 1)
        var (crossings, seen) = (0, 0)
        for vertex in layers[layer] {
            let targets = positions(graph.down[vertex])
            for target in targets {
                var (place, notRight) = (target + 1, 0)
                while place > 0 {
                    notRight += tree[place]
                    place &= place - 1
                }
                crossings += seen - notRight
            }
            for target in targets {
                var place = target + 1
                while place <= width {
                    tree[place] += 1
                    place += place & -place
                }
            }
            seen += targets.count
        }
        return crossings
    }

    /// How many pairs of two ascending lists are in the wrong order when the first list's vertex is the left one.
    static func inversions(_ left: [Int], _ right: [Int]) -> Int {
        var (count, smaller) = (0, 0)
        for place in left {
            while smaller < right.count, right[smaller] < place { smaller += 1 }
            count += smaller
        }
        return count
    }
}
