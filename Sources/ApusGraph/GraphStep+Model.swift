public import ApusModel

extension GraphStep {
    /// The steps of a pipeline, in its author's order, then its finally steps.
    public static func steps(of pipeline: PipelineSpec) -> [GraphStep] {
        steps(
            pipeline.steps.map { GraphStep(name: $0.name, upstream: $0.upstream) },
            then: pipeline.finally.map { GraphStep(name: $0.name, upstream: $0.upstream) })
    }

    /// The steps of a plan.
    public static func steps(of plan: RunPlan) -> [GraphStep] {
        let steps = plan.steps.map { GraphStep(name: $0.name, upstream: $0.upstream) }
        let count = plan.steps.count { $0.role == .main }
        return Self.steps(Array(steps.prefix(count)), then: Array(steps.dropFirst(count)))
    }

    /// Finally steps wait for all others: the first of them come after those that nothing else comes after.
    private static func steps(_ main: [GraphStep], then finally: [GraphStep]) -> [GraphStep] {
        let awaited = Set(main.flatMap(\.upstream))
        let ends = main.map(\.name).filter { !awaited.contains($0) }
        let names = Set(finally.map(\.name))
        return main
            + finally.map { step in
                if step.upstream.contains(where: names.contains) { return step }
                return GraphStep(name: step.name, upstream: ends + step.upstream.filter(awaited.contains))
            }
    }
}
