/// Which steps become one node.
///
/// Steps are alike when their names have one stem, they are equally deep, and each is connected with each other node in
/// the same way: with all steps of a group, or with one step each, as in a fan-out whose branches are chains. So nothing
/// is lost by drawing one edge between two groups. Found by refining a partition until it is equitable, in O(rounds ×
/// (steps + edges)).
struct StepGrouping {
    /// The number of the group of each step.
    private(set) var group: [Int]
    private var size: [Int] = []
    private let graph: Digraph

    /// A graph that is not settled by then is drawn without groups.
    private static let mostRounds = 64

    /// - Parameter depths: of each step, from ``Digraph/depths(_:)``.
    init(_ names: [String], _ graph: Digraph, depths: [Int], threshold: Int) {
        self.graph = graph
        group = Array(names.indices)
        let alike = Self.numbers(names.indices.map { [StepStem.of(names[$0]) ?? "\(names[$0])/", "\(depths[$0])"] })
        group = alike
        split { $0 < threshold }
        for _ in 0..<Self.mostRounds {
            let before = size.count
            group = Self.numbers(group.indices.map(signature))
            split { $0 < threshold }
            if size.count > before { continue }
            let crooked = crookedGroups()
            if crooked.isEmpty { return }
            for vertex in group.indices where crooked.contains(group[vertex]) {
                group[vertex] += group.count * (vertex + 1)
            }
            split { _ in false }
        }
        group = Array(names.indices)
    }

    var count: Int { size.count }

    /// Gives the members of groups of such a size a group each, and numbers groups by their first members.
    private mutating func split(where isWrong: (Int) -> Bool) {
        var sizes: [Int: Int] = [:]
        for number in group { sizes[number, default: 0] += 1 }
        let single = group.indices.map { isWrong(sizes[group[$0]] ?? 0) ? [1, $0] : [0, group[$0]] }
        group = Self.numbers(single)
        size = Array(repeating: 0, count: (group.max() ?? -1) + 1)
        for number in group { size[number] += 1 }
    }

    /// Equal for steps of a group that are connected with the same groups, equally often.
    private func signature(_ vertex: Int) -> [Int] {
        if size[group[vertex]] == 1 { return [group[vertex]] }
        return [group[vertex]] + neighbours(graph.parents[vertex]).flatMap { [$0, $1] } + [-1]
            + neighbours(graph.children[vertex]).flatMap { [$0, $1] }
    }

    /// Each group among the vertices, and how many of them are in it.
    private func neighbours(_ vertices: [Int]) -> [(group: Int, count: Int)] {
        var found: [(group: Int, count: Int)] = []
        for number in vertices.map({ group[$0] }).sorted() {
            if found.last?.group == number { found[found.count - 1].count += 1 } else { found.append((number, 1)) }
        }
        return found
    }

    /// Groups that are connected with some, but not with all or one each.
    private func crookedGroups() -> Set<Int> {
        var crooked: Set<Int> = []
        for vertex in group.indices where size[group[vertex]] > 1 && !crooked.contains(group[vertex]) {
            let own = size[group[vertex]]
            for (other, count) in neighbours(graph.parents[vertex]) + neighbours(graph.children[vertex])
            where count != size[other] && !(count == 1 && size[other] == own) {
                crooked.insert(group[vertex])
            }
        }
        return crooked
    }

    /// A number for each value, by its first place.
    private static func numbers<Value: Hashable>(_ values: [Value]) -> [Int] {
        var known: [Value: Int] = [:]
        return values.map { value in
            let number = known[value] ?? known.count
            known[value] = number
            return number
        }
    }
}
