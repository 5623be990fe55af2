import ApusCore
import ApusModel

extension OrchestratorConformance.Check {
    static let beginnings: [Self] = [
        Self("verifying succeeds, again and again") { bench, _ in
            try await bench.orchestrator.verify()
            try await bench.orchestrator.verify()
        },
        Self("nothing is wrong with a plan that can run") { bench, expect in
            let plan = try await bench.makePlan([.chained("one", "true")])
            let found = await bench.orchestrator.diagnose(plan, in: bench.environment)
            try expect.equal(found.filter { $0.severity == .error }, [], "what is found")
        },
        Self("submitting a run again gives the same submission, and makes nothing twice") { bench, expect in
            let trial = try await OrchestratorTrial(
                bench, [.chained("one", "echo line one"), .chained("two", "echo line two", after: "one")])
            let first = try await bench.orchestrator.submit(trial.run)
            let second = try await bench.orchestrator.submit(trial.run)
            try expect.equal(second.handle, first.handle, "the handle of the second submission")
            try expect.equal(try await trial.end(expect).status, .succeeded, "the run's status")
            let third = try await bench.orchestrator.submit(trial.run)
            try expect.equal(third.handle, first.handle, "the handle after the run's end")
            try expect.equal(try await trial.attempts(), ["one": 1, "two": 1], "the numbers of attempts")
            try expect.equal(trial.lines(of: "one"), ["line one"], "what the first step printed")
            try expect.equal(trial.lines(of: "two"), ["line two"], "what the second step printed")
        },
    ]
}
