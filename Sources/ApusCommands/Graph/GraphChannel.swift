import ApusGraph

/// The rows between two layers, and which lines run in them.
struct GraphChannel {
    /// From the top.
    private(set) var tracks: [(bus: GraphBus, row: Int)] = []
    /// Columns where a line arrives at a node, and where it goes on through a layer.
    private(set) var arrivals: Set<Int> = []
    private(set) var passages: Set<Int> = []

    /// Rows for horizontal lines, and one for the arrow heads.
    var height: Int { (tracks.map { $0.row + 1 }.max() ?? 0) + 1 }

    /// Whether no two lines would be taken for one: where they share a column, one ends above the row where the other
    /// begins.
    var isClear: Bool {
        let columns = tracks.flatMap(\.bus.targets)
        if Set(columns).count < columns.count { return false }
        return tracks.allSatisfy { upper in
            tracks.allSatisfy { lower in
                upper.bus == lower.bus || !upper.bus.sources.contains { lower.bus.targets.contains($0) }
                    || (upper.row >= 0 && upper.row < lower.row)
            }
        }
    }

    /// From a column above to a node, or to a column where it goes on.
    struct Segment: Hashable {
        let source: Int
        let column: Int
        /// The place of the node in its layout; `nil` for a line that goes on.
        let node: Int?
    }

    init(_ segments: Set<Segment>, _ layout: GraphLayout) {
        var targets: [Int: [Segment]] = [:]
        for segment in segments { targets[segment.source, default: []].append(segment) }
        var sources: [[Int]: [Int]] = [:]
        for (source, found) in targets { sources[found.map(\.column).sorted(), default: []].append(source) }
        let buses = sources.map { GraphBus(sources: $1.sorted(), targets: $0) }.sorted { $0.sources[0] < $1.sources[0] }
        let nodes = Dictionary(segments.map { ($0.column, $0.node) }) { first, _ in first }
        var taken: Set<Int> = []
        var ported: [GraphBus] = []
        for bus in buses {
            let others = Set(buses.filter { $0 != bus }.flatMap(\.sources)).union(taken)
            let columns = bus.targets.map { column in
                guard let node = nodes[column] ?? nil else {
                    passages.insert(column)
                    return column
                }
                let port = Self.port(of: layout.nodes[node], for: bus, avoiding: others)
                arrivals.insert(port)
                taken.insert(port)
                return port
            }
            ported.append(GraphBus(sources: bus.sources, targets: columns.sorted()))
        }
        tracks = Self.rows(ported)
    }

    /// The free column over a node that is nearest to where the line comes from straight, or else to the middle.
    private static func port(of node: GraphLayout.Node, for bus: GraphBus, avoiding others: Set<Int>) -> Int {
        let inner = (node.x + 1)...(node.x + node.size.width - 2)
        let isAlone = bus.sources.count == 1 && bus.targets.count == 1 && inner.contains(bus.sources[0])
        let wanted = isAlone ? bus.sources[0] : node.middle
        let side = bus.sources[0] < node.middle ? -1 : 1
        let near = inner.sorted { (abs($0 - wanted), -side * $0) < (abs($1 - wanted), -side * $1) }
        return near.first { !others.contains($0) } ?? wanted
    }

    /// Puts each bus that bends into a row, those that would cross often into an order in which they do not.
    private static func rows(_ buses: [GraphBus]) -> [(bus: GraphBus, row: Int)] {
        var order = buses.filter { !$0.isStraight }
        for _ in order.indices {
            var isSettled = true
            for lower in order.indices.dropFirst() {
                let (a, b) = (order[lower - 1], order[lower])
                guard b.cost(above: a) < a.cost(above: b) else { continue }
                order.swapAt(lower - 1, lower)
                isSettled = false
            }
            if isSettled { break }
        }
        var tracks: [(bus: GraphBus, row: Int)] = []
        for bus in order {
            let row = tracks.filter { $0.bus.span.overlaps(bus.span) }.map { $0.row + 1 }.max() ?? 0
            tracks.append((bus, row))
        }
        return tracks + buses.filter(\.isStraight).map { ($0, -1) }
    }
}
