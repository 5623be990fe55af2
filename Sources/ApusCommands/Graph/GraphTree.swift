import ApusGraph
import ApusModel

/// A graph as a list, for graphs that are too wide to draw: each node once, below the last of those that it waits for.
///
/// A node that is alone below another stands in the same column, so that a chain stays narrow; several stand on branches.
/// What else a node waits for is said behind it.
struct GraphTree {
    private let layout: GraphLayout
    private let caption: GraphCaption
    private var parents: [[Int]]
    private var children: [[Int]]

    private static let shownNames = 3

    init(_ layout: GraphLayout, _ caption: GraphCaption) {
        self.layout = layout
        self.caption = caption
        parents = Array(repeating: [], count: layout.nodes.count)
        children = parents
        for edge in layout.edges { parents[edge.to].append(edge.from) }
        for node in layout.nodes.indices {
            if let parent = parents[node].max() { children[parent].append(node) }
        }
    }

    func lines(style: Style) -> [String] {
        let roots = layout.nodes.indices.filter { parents[$0].isEmpty }
        return Array(
            roots.map { lines(from: $0, style) }.joined(separator: roots.count == layout.nodes.count ? [] : [""]))
    }

    private func lines(from root: Int, _ style: Style) -> [String] {
        let (branch, last, bar) = caption.alphabet == .unicode ? ("├─", "└─", "│ ") : ("|-", "`-", "| ")
        var lines: [String] = []
        var waiting = [(node: root, lead: "", rest: "")]
        while let (node, lead, rest) = waiting.popLast() {
            lines.append(lead + text(node, style))
            let below = children[node]
            if below.count == 1 { waiting.append((below[0], rest, rest)) }
            if below.count < 2 { continue }
            for child in below.reversed() {
                let isLast = child == below[below.count - 1]
                waiting.append((child, rest + (isLast ? last : branch), rest + (isLast ? "  " : bar)))
            }
        }
        return lines
    }

    private func text(_ node: Int, _ style: Style) -> String {
        let found = caption.lines(layout.nodes[node].steps)
        let title = caption.title(layout.nodes[node])
        let shown = found.map { style.paint($0.text, as: $0.status) }.joined(separator: ", ")
        let others = others(node)
        return "\(caption.alphabet.bullet) \(title)" + (shown.isEmpty ? "" : "  \(shown)")
            + (others.isEmpty ? "" : "  \(style.dim(others))")
    }

    private func others(_ node: Int) -> String {
        let others = parents[node].sorted().dropLast()
        if others.isEmpty { return "" }
        var names = others.prefix(Self.shownNames).map { caption.title(layout.nodes[$0]) }
        if others.count > names.count { names.append("\(others.count - names.count) more") }
        return "(also after \(names.joined(separator: ", ")))"
    }
}
