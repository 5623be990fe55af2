import ApusModel
import ApusTestKit

/// Plans of any shape, up to a dozen steps, and some finally steps after them.
enum RandomPlan {
    static func make(_ random: inout SeededGenerator) -> RunPlan {
        let count = 1 + random.below(random.chance(20) ? 12 : 6)
        let density = [10, 30, 60][random.below(3)]
        var steps: [PlannedStep] = []
        for position in 0..<count {
            var step = PlannedStep(name: "s\(position)", command: .shell("true"))
            if random.chance(70) { step.outputs = ["out"] }
            for upstream in steps where random.chance(density) {
                step.upstream.append(upstream.name)
                if upstream.outputs.isEmpty || random.chance(30) { continue }
                step.inputs["from_\(upstream.name)"] = OutputReference(step: upstream.name, output: "out")
            }
            step.upstream.sort()
            if random.chance(30) {
                step.retry = RetryPolicy(maximumRetries: random.below(3), delay: Double(random.below(3)), backoff: 2)
            }
            if random.chance(25) { step.timeLimit = Double(1 + random.below(100)) }
            if random.chance(30) { step.cacheSeed = digest(position) }
            steps.append(step)
        }
        let main = RunPlan(
            pipeline: "random", stack: "test", failureMode: FailureMode.allCases[random.below(3)],
            maxParallelism: random.chance(50) ? 1 + random.below(3) : nil,
            timeLimit: random.chance(15) ? Double(10 + random.below(400)) : nil, steps: steps)
        // By numbers of their own, so that the main part of a seed's plan is the same with and without them.
        var own = random
        return own.chance(40) ? addingFinallySteps(to: main, &own) : main
    }

    private static func addingFinallySteps(to main: RunPlan, _ random: inout SeededGenerator) -> RunPlan {
        var plan = main
        for number in 0...random.below(3) {
            var step = PlannedStep(name: "f\(number)", role: .finally, command: .shell("true"))
            if random.chance(50) { step.outputs = ["out"] }
            for upstream in plan.steps where random.chance(upstream.role == .main ? 10 : 40) {
                let takesOutput = !upstream.outputs.isEmpty && (upstream.role == .main || random.chance(50))
                if takesOutput {
                    step.inputs["from_\(upstream.name)"] = OutputReference(step: upstream.name, output: "out")
                }
                if takesOutput || upstream.role == .finally { step.upstream.append(upstream.name) }
            }
            step.upstream.sort()
            if random.chance(30) { step.retry = RetryPolicy(maximumRetries: random.below(3), delay: 1) }
            if random.chance(25) { step.timeLimit = Double(1 + random.below(100)) }
            plan.steps.append(step)
        }
        return plan
    }
}

/// A digest that differs from number to number.
func digest(_ number: Int) -> ContentDigest? {
    ContentDigest(bytes: (0..<32).map { UInt8(truncatingIfNeeded: $0 < 8 ? number >> ($0 * 8) : $0) })
}

/// An artifact that differs from number to number.
func artifact(_ number: Int) -> Artifact? {
    digest(number).map { Artifact(digest: $0, size: Int64(number), kind: .file) }
}
