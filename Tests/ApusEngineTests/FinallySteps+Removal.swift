import ApusEngine
import ApusModel

extension RunPlan {
    var hasFinallySteps: Bool { steps.contains { $0.role == .finally } }

    var withoutFinallySteps: RunPlan {
        var plan = self
        plan.steps.removeAll { $0.role == .finally }
        return plan
    }
}

extension EngineAction {
    /// What an engine of the plan without its finally steps does in its place; `nil` for nothing.
    func withoutFinallySteps(of plan: RunPlan) -> EngineAction? {
        switch self {
        case .conclude(let outcome): .finish(outcome)
        case .lookUp(let step, _, _), .settle(let step, _): plan.step(step)?.role == .finally ? nil : self
        case .launch, .prestart, .stop, .lose, .startTimer, .finish: self
        }
    }
}
