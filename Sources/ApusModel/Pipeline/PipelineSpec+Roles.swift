extension PipelineSpec {
    /// What steps and finally steps cannot want of each other.
    func roleProblems() -> [PipelineProblem] {
        if finally.isEmpty { return [] }
        let mainNames = Set(steps.map(\.name))
        let finallyNames = Set(finally.map(\.name)).subtracting(mainNames)
        var found: [PipelineProblem] = []
        if !finallyNames.isEmpty {
            for step in steps { found += step.uses(of: finallyNames, at: [Self.stepsKey, step.name]) }
        }
        for step in finally {
            let here = [Self.finallyKey, step.name]
            if mainNames.contains(step.name) {
                found.append(
                    PipelineProblem(
                        path: here, message: "there is a step '\(step.name)' in 'steps' and one in 'finally'",
                        hint: "give one of them another name"))
            }
            for other in step.after where mainNames.contains(other) {
                found.append(
                    PipelineProblem(
                        path: here + ["after"],
                        message: "finally step '\(step.name)' comes after '\(other)', as after every one of 'steps'",
                        hint: "remove '\(other)' from 'after'"))
            }
            if step.isCacheEnabled == true {
                found.append(
                    PipelineProblem(
                        path: here + ["cache"], message: "finally step '\(step.name)' always runs, and is never cached",
                        hint: "remove 'cache'"))
            }
        }
        return found
    }
}

extension StepSpec {
    /// Where this step, a main one, waits for finally steps.
    fileprivate func uses(of finallyNames: Set<String>, at here: [String]) -> [PipelineProblem] {
        let inputs = inputs.sorted { $0.key < $1.key }.filter { finallyNames.contains($0.value.step) }
        let taken = inputs.map { input, source in
            PipelineProblem(
                path: here + ["inputs", input],
                message: "input '\(input)' of step '\(name)' takes '\(source)', but finally steps run after all others",
                hint: "move '\(source.step)' to 'steps', or '\(name)' to 'finally'")
        }
        let waited = after.filter(finallyNames.contains).map { other in
            PipelineProblem(
                path: here + ["after"],
                message: "step '\(name)' comes after '\(other)', but finally steps run after all others",
                hint: "move '\(other)' to 'steps', or '\(name)' to 'finally'")
        }
        return taken + waited
    }
}
