public import ApusModel
public import FoundationEssentials

extension Run {
    /// A new run of the plan, which is not stored yet.
    public static func new(of plan: RunPlan, at now: Date) -> Run {
        let id = Identifier<Run>.make()
        return Run(
            id: id, name: RunName.make(pipeline: plan.pipeline, id: id, at: now), pipeline: plan.pipeline,
            stack: plan.stack, createdAt: now)
    }
}
