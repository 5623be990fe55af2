import Yams

extension Node {
    /// Whether the node has at most `limit` nodes in it, none deeper than `depth`, with aliases written out. A small file
    /// may stand for more than any memory holds.
    func isWithin(_ limit: Int, depth: Int) -> Bool {
        var count = 0
        var rest: [(node: Node, depth: Int)] = [(self, 0)]
        while let (node, level) = rest.popLast() {
            count += 1
            if count > limit || level > depth { return false }
            switch node {
            case .mapping(let mapping): for (key, value) in mapping { rest += [(key, level + 1), (value, level + 1)] }
            case .sequence(let sequence): rest += sequence.map { ($0, level + 1) }
            case .scalar, .alias: break
            }
        }
        return true
    }
}
