extension RunPlan {
    /// The steps of an earlier run of this plan whose outputs a new run can take over: those that ended well and whose
    /// inputs stay the same. Finally steps always run again.
    /// - Parameters:
    ///   - steps: of the earlier run.
    ///   - start: a step that is to run again, with all that depends on it; `nil` for none.
    public func reusable(_ steps: [StepRun], runningAgainFrom start: String?) -> [StepRun] {
        let byName = Dictionary(steps.map { ($0.step, $0) }) { first, _ in first }
        var reused: Set<String> = []
        for planned in self.steps where planned.name != start && planned.role == .main {
            let isWell = byName[planned.name]?.status.hasOutputs ?? false
            if isWell, planned.upstream.allSatisfy(reused.contains) { reused.insert(planned.name) }
        }
        return steps.filter { reused.contains($0.step) }
    }
}
