public import ApusModel

extension GraphLayout {
    /// Lays out the steps: layers by the longest path, few crossings, steps that are alike as one node. The same
    /// steps always give the same layout.
    ///
    /// Takes O(sweeps × (vertices + edges) × log vertices), where each edge has a vertex in every layer that it goes
    /// through; for large graphs there are fewer sweeps. Parts that are not connected are side by side.
    /// - Parameter measure: how large a node is with that label, for those steps. A width that is even becomes odd.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` when steps wait for each other in a cycle, or two have
    ///   one name.
    public init(
        _ steps: [GraphStep], options: GraphOptions = GraphOptions(),
        measure: (_ label: String, _ steps: [String]) -> GraphSize = Self.usualSize
    ) throws(ApusError) {
        let graph = try Digraph(steps)
        guard let order = graph.topologicalOrder() else {
            throw ApusError(.invalidArgument, "steps of the graph wait for each other in a cycle")
        }
        let names = steps.map(\.name)
        var drawing = GraphDrawing(options: options)
        guard let threshold = options.groupThreshold, threshold > 1 else {
            drawing.add(graph, names.map { [$0] }, measure)
            self = drawing.layout
            return
        }
        let grouping = StepGrouping(names, graph, depths: graph.depths(order), threshold: threshold)
        var members = Array(repeating: [String](), count: grouping.count)
        for (number, name) in zip(grouping.group, names) { members[number].append(name) }
        drawing.add(graph.quotient(grouping.group, count: members.count), members, measure)
        self = drawing.layout
    }

    /// Room for the label in a frame, and for a line with the status.
    public static func usualSize(label: String, steps: [String]) -> GraphSize {
        GraphSize(width: max(label.count + (steps.count > 1 ? " ×\(steps.count)".count : 0), 9) + 4, height: 4)
    }
}
