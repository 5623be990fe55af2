import ApusGraph
import ApusModel

/// What is written about a node: its name, and how far its steps are.
struct GraphCaption {
    let alphabet: GraphAlphabet
    /// Empty for a graph that does not run.
    let statuses: [String: StepStatus]

    func title(_ label: String, _ steps: [String]) -> String {
        steps.count == 1 ? label : "\(label) \(alphabet.times)\(steps.count)"
    }

    func title(_ node: GraphLayout.Node) -> String { title(node.label, node.steps) }

    /// A sign and a word for each status that steps are in; with numbers for several steps.
    func lines(_ steps: [String]) -> [(status: StepStatus, text: String)] {
        let counts = Dictionary(grouping: steps.compactMap { statuses[$0] }, by: \.self).mapValues(\.count)
        return StepStatus.allCases.compactMap { status in
            counts[status].map { count in
                let number = steps.count == 1 ? "" : "\(count) "
                return (status, "\(alphabet.sign(of: status)) \(number)\(status.rawValue)")
            }
        }
    }

    /// The room that a frame with all of it takes.
    func size(_ label: String, _ steps: [String]) -> GraphSize {
        let lines = [title(label, steps)] + lines(steps).map(\.text)
        return GraphSize(width: (lines.map(\.count).max() ?? 0) + 4, height: lines.count + 2)
    }
}
