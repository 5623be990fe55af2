import ApusModel

/// The steps of a plan by position, and which wait for which.
struct PlanGraph: Hashable, Sendable {
    let steps: [PlannedStep]
    let positions: [String: Int]
    /// The positions of the steps that run after all others, in plan order.
    let finally: [Int]
    /// The positions that wait for the one at the index, in plan order.
    let downstream: [[Int]]
    /// The place of each position in the order of launching: the longest way to the end first, then plan order. The way
    /// of a main step ends with the main part.
    let ranks: [Int]
    /// The position at each rank.
    let order: [Int]

    /// - Throws: `.corrupted` for a plan whose steps are not in topological order under names of their own.
    init(_ steps: [PlannedStep]) throws(ApusError) {
        var positions: [String: Int] = [:]
        var downstream = [[Int]](repeating: [], count: steps.count)
        for (position, step) in steps.enumerated() {
            for name in step.upstream {
                guard let upstream = positions[name] else {
                    throw Self.defect("step '\(step.name)' comes before '\(name)', which it waits for")
                }
                if step.role == .main, steps[upstream].role == .finally {
                    throw Self.defect("step '\(step.name)' waits for the finally step '\(name)'")
                }
                downstream[upstream].append(position)
            }
            for source in step.inputs.values where !step.upstream.contains(source.step) {
                throw Self.defect("step '\(step.name)' takes '\(source)' without waiting for it")
            }
            if positions.updateValue(position, forKey: step.name) != nil {
                throw Self.defect("two steps are named '\(step.name)'")
            }
        }
        var heights = [Int](repeating: 0, count: steps.count)
        for position in steps.indices.reversed() {
            heights[position] = downstream[position].reduce(0) { height, waiting in
                steps[waiting].role == steps[position].role ? max(height, heights[waiting] + 1) : height
            }
        }
        let order = steps.indices.sorted { (-heights[$0], $0) < (-heights[$1], $1) }
        var ranks = [Int](repeating: 0, count: steps.count)
        for (rank, position) in order.enumerated() { ranks[position] = rank }
        self.steps = steps
        self.positions = positions
        finally = steps.indices.filter { steps[$0].role == .finally }
        self.downstream = downstream
        self.ranks = ranks
        self.order = order
    }

    private static func defect(_ reason: String) -> ApusError {
        ApusError(.corrupted, "the plan of the run cannot be followed", reason: reason, hint: "run the pipeline again")
    }
}
