public import ApusModel

extension GraphStep {
    /// The steps of a pipeline, in its author's order.
    public static func steps(of pipeline: PipelineSpec) -> [GraphStep] {
        pipeline.steps.map { GraphStep(name: $0.name, upstream: $0.upstream) }
    }

    /// The steps of a plan.
    public static func steps(of plan: RunPlan) -> [GraphStep] {
        plan.steps.map { GraphStep(name: $0.name, upstream: $0.upstream) }
    }
}
