import ApusGraph
import ApusModel

/// A graph for people: frames and lines where they are no wider than the terminal, else a list.
struct GraphText {
    let steps: [GraphStep]
    let statuses: [String: StepStatus]
    let options: GraphOptions
    let alphabet: GraphAlphabet

    /// The columns of a terminal that does not say.
    static let usualWidth = 80

    /// - Throws: ``ApusError`` as ``ApusGraph/GraphLayout`` does.
    func lines(width: Int, style: Style) throws(ApusError) -> [String] {
        let caption = GraphCaption(alphabet: alphabet, statuses: statuses)
        let layout = try GraphLayout(steps, options: options, measure: caption.size)
        if layout.size.width <= width {
            let picture = GraphPicture(layout, caption)
            if picture.isClear { return picture.lines(style: style) }
        }
        return GraphTree(layout, caption).lines(style: style)
    }
}
