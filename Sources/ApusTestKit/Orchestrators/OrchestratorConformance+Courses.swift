import ApusCore
import ApusModel

extension OrchestratorConformance.Check {
    static let courses: [Self] = [
        Self("each step runs once, and what it prints arrives in order, before the run is returned") { bench, expect in
            let count = "i=0; while [ $i -lt 200 ]; do echo line $i; i=$((i+1)); done"
            let trial = try await OrchestratorTrial(
                bench,
                [
                    .chained("one", count), .chained("two", count, after: "one"),
                    .chained("three", count, after: "two"),
                ])
            _ = try await bench.orchestrator.submit(trial.run)
            let ended = try await trial.end(expect)
            try expect.equal(ended.status, .succeeded, "the run's status")
            try expect.equal(ended, try await trial.storedRun(), "the run that is returned")
            try expect.equal(
                try await trial.statuses(), ["one": .succeeded, "two": .succeeded, "three": .succeeded],
                "the steps' statuses")
            try expect.equal(
                try await trial.attempts(), ["one": 1, "two": 1, "three": 1], "the numbers of attempts")
            for step in ["one", "two", "three"] {
                try expect.equal(trial.lines(of: step), (0..<200).map { "line \($0)" }, "what step \(step) printed")
            }
        },
        Self("a step that fails fails the run, and what comes after it is skipped") { bench, expect in
            let trial = try await OrchestratorTrial(
                bench,
                [
                    .chained("one", "true"), .chained("two", "echo line before; exit 3", after: "one"),
                    .chained("three", "echo line never", after: "two"),
                ])
            _ = try await bench.orchestrator.submit(trial.run)
            try expect.equal(try await trial.end(expect).status, .failed, "the run's status")
            try expect.equal(
                try await trial.statuses(), ["one": .succeeded, "two": .failed, "three": .skipped],
                "the steps' statuses")
            try expect.equal(
                try await trial.step("two").attempts.last?.failure?.exitCode, 3, "the exit code in the failure")
            try expect.equal(trial.lines(of: "two"), ["line before"], "what the failed step printed")
            try expect.equal(trial.lines(of: "three"), [], "what the skipped step printed")
        },
    ]
}
