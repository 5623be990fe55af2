/// Lines between two layers that are one line: from each of its columns above to each of its columns below.
struct GraphBus: Equatable {
    /// Columns in which it comes from above, ascending.
    var sources: [Int]
    /// Columns in which it goes on below, ascending.
    var targets: [Int]

    /// The columns that its horizontal part covers.
    var span: ClosedRange<Int> {
        let columns = sources + targets
        return (columns.min() ?? 0)...(columns.max() ?? 0)
    }

    var isStraight: Bool { span.count == 1 }

    /// What it costs that this one is in a row above `other`: crossings, and far more when the lines would be taken for
    /// one.
    func cost(above other: GraphBus) -> Int {
        let crossings = other.sources.count { span.contains($0) } + targets.count { other.span.contains($0) }
        return crossings + other.sources.count { targets.contains($0) } * Self.confusion
    }

    private static let confusion = 1000
}
