import ApusModel
import ApusTestKit
import FoundationEssentials

extension PlannedStep {
    static func sample(
        _ name: String, after upstream: [String] = [], inputs: [String: OutputReference] = [:], outputs: [String] = []
    ) -> PlannedStep {
        PlannedStep(
            name: name, command: .shell("python3 \(name).py"), image: "registry.example/digits@sha256:4f1c",
            inputs: inputs, outputs: outputs, upstream: upstream,
            environment: ["APUS_PARAM_SEED": "7", "APUS_PARAM_TEST_SHARE": "0.3"])
    }

    /// A pipeline that loads, splits, trains several models at once, and chooses one.
    static func digits(models: Int = 12) -> [PlannedStep] {
        let trainings = (1...models).map { "train-\($0)" }
        return [
            sample("load", outputs: ["dataset"]),
            sample(
                "describe", after: ["load"], inputs: ["dataset": OutputReference(step: "load", output: "dataset")],
                outputs: ["summary", "picture"]),
            sample("split", after: ["load"], outputs: ["train", "test"]),
        ] + trainings.map { sample($0, after: ["split"], outputs: ["model"]) } + [
            sample("evaluate", after: trainings, outputs: ["metrics", "table"]),
            sample("publish", after: ["describe", "evaluate"]),
        ]
    }
}

extension PlayedRun {
    /// A run that is over: all of it succeeded, but for `failing`.
    static func finished(_ site: Site, _ name: String, accuracy: Double = 0.964, failing: String? = nil) async throws
        -> PlayedRun
    {
        let run = try await PlayedRun(site, name, steps: PlannedStep.digits())
        try await run.advance(.running)
        try await run.begin("load", at: -80)
        try await run.print(
            [
                "reading \u{1B}[36mdigits.csv\u{1B}[0m", "\u{1B}[1m1797\u{1B}[0m rows, 64 columns",
                "\u{1B}[32mall values are within range\u{1B}[0m", "\u{1B}[33mwarning:\u{1B}[0m 3 rows are alike",
            ], from: "load")
        try await run.succeed(
            "load", outputs: ["dataset": (.file, Data("label,mean,deviation\n0,4.88,6.01\n1,4.72,5.9\n".utf8))], at: -71
        )
        try await run.begin("describe", at: -70)
        try await run.succeed(
            "describe",
            outputs: ["summary": (.file, Data("1797 rows\nno gaps\n".utf8)), "picture": (.file, Self.picture)], at: -60)
        try await run.begin("split", at: -70)
        try await run.succeed("split", at: -64)
        for number in 1...12 {
            let step = "train-\(number)"
            try await run.begin(step, at: -62 + Double(number))
            if step == failing {
                try await run.print(
                    ["Traceback (most recent call last):", "MemoryError"], from: step, stream: "stderr")
                try await run.fail(step, "the command ended with exit code 1", at: -40)
            } else {
                try await run.succeed(step, at: -46 + 2 * Double(number % 5))
            }
        }
        guard failing == nil else {
            for step in ["evaluate", "publish"] {
                _ = try await site.store.settle(
                    step, of: run.run.id, as: .skipped(reason: "step '\(failing ?? "")' failed"), at: Date())
            }
            try await run.advance(.failed, reason: "step '\(failing ?? "")' failed")
            return run
        }
        try await run.begin("evaluate", at: -36)
        try await run.succeed(
            "evaluate",
            outputs: [
                "metrics": (.json, Data(#"{"accuracy":\#(accuracy),"loss":0.124,"classes":10}"#.utf8)),
                "table": (.file, Data("model,accuracy\ntrain-1,0.951\ntrain-2,0.964\n\"a, b\",0.9\n".utf8)),
            ], at: -20)
        try await run.begin("publish", at: -19)
        try await run.succeed("publish", at: -12)
        try await run.advance(.succeeded)
        return run
    }

    /// A PNG of one pixel.
    private static let picture =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        ?? Data()
}
