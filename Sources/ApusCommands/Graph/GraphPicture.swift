import ApusGraph

/// A graph as frames with lines between them, each step below those that it waits for.
///
/// Lines that join have a corner or a branch there; where one only crosses another, that other is interrupted.
struct GraphPicture {
    private let layout: GraphLayout
    private let caption: GraphCaption
    private let channels: [GraphChannel]
    private let heights: [Int]
    /// The heights of the frames in each layer, by their middle columns.
    private let frames: [[Int: Int]]
    /// The first row of each layer.
    private let tops: [Int]

    var width: Int { layout.size.width }
    /// Whether no two lines would be taken for one.
    var isClear: Bool { channels.allSatisfy(\.isClear) }

    /// - Parameter layout: measured with the caption's sizes.
    init(_ layout: GraphLayout, _ caption: GraphCaption) {
        self.layout = layout
        self.caption = caption
        var segments = Array(repeating: Set<GraphChannel.Segment>(), count: max(0, layout.layerCount - 1))
        for edge in layout.edges {
            let first = layout.nodes[edge.from].layer
            for gap in first..<layout.nodes[edge.to].layer {
                let points = edge.points[(2 * (gap - first))...]
                let isLast = gap + 1 == layout.nodes[edge.to].layer
                segments[gap].insert(
                    GraphChannel.Segment(
                        source: points[points.startIndex].x, column: points[points.startIndex + 1].x,
                        node: isLast ? edge.to : nil))
            }
        }
        channels = segments.map { GraphChannel($0, layout) }
        var frames = Array(repeating: [Int: Int](), count: layout.layerCount)
        for node in layout.nodes { frames[node.layer][node.middle] = node.size.height }
        self.frames = frames
        heights = frames.map { $0.values.max() ?? 0 }
        tops = zip(heights, channels).reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.0 + $1.1.height) }
    }

    func lines(style: Style) -> [String] {
        guard let last = heights.indices.last else { return [] }
        var canvas = GraphCanvas(width: width, height: tops[last] + heights[last])
        for node in layout.nodes { draw(node, on: &canvas) }
        for (gap, channel) in channels.enumerated() { draw(channel, below: gap, on: &canvas) }
        return canvas.lines(caption.alphabet, style: style)
    }

    private func draw(_ node: GraphLayout.Node, on canvas: inout GraphCanvas) {
        let top = tops[node.layer]
        canvas.frame(row: top, column: node.x, width: node.size.width, height: node.size.height)
        canvas.write(caption.title(node), row: top + 1, column: node.x + 2)
        for (line, found) in caption.lines(node.steps).enumerated() {
            canvas.write(found.text, row: top + 2 + line, column: node.x + 2, status: found.status)
        }
    }

    private func draw(_ channel: GraphChannel, below layer: Int, on canvas: inout GraphCanvas) {
        let top = tops[layer] + heights[layer]
        for (bus, row) in channel.tracks where row >= 0 {
            for column in bus.span {
                if column > bus.span.lowerBound { canvas.add(.left, row: top + row, column: column) }
                if column < bus.span.upperBound { canvas.add(.right, row: top + row, column: column) }
            }
        }
        let arrows = top + channel.height - 1
        for (bus, row) in channel.tracks {
            let bend = row < 0 ? arrows : top + row
            for column in bus.sources { line(from: bottom(of: layer, at: column), to: bend, column, on: &canvas) }
            for column in bus.targets { line(from: bend, to: arrows, column, on: &canvas) }
            for column in bus.targets {
                if channel.arrivals.contains(column) {
                    canvas.write(String(caption.alphabet.arrow), row: arrows, column: column)
                } else {
                    line(from: arrows, to: arrows + heights[layer + 1], column, on: &canvas)
                }
            }
        }
    }

    /// The row where a line leaves a layer: the lower edge of a frame, or the layer's last row.
    private func bottom(of layer: Int, at column: Int) -> Int {
        tops[layer] + (frames[layer][column] ?? heights[layer]) - 1
    }

    private func line(from first: Int, to last: Int, _ column: Int, on canvas: inout GraphCanvas) {
        if first == last { return }
        canvas.add(.down, row: first, column: column)
        for row in (first + 1)..<last { canvas.cross(row: row, column: column) }
        canvas.add(.up, row: last, column: column)
    }
}
