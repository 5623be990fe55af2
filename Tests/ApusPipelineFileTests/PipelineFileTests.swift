import ApusModel
import ApusPipelineFile
import Testing

@Suite("A pipeline file")
struct PipelineFileTests {
    @Test("gives the pipeline that it describes")
    func readsEverything() throws {
        let spec = try PipelineFile.parse(
            """
            name: digits
            image: python:3.12-slim
            source: .
            parameters: {test_size: 0.3, seed: 7}
            failure_mode: fail_fast
            max_parallelism: 2
            settings: {orchestrator: {pod_settings: {labels: {team: "1"}}}}
            steps:
              load:
                run: python load.py
                outputs: [dataset]
              train:
                run: [python, train.py]
                inputs: {dataset: load.dataset}
                outputs: [model]
                retry: {max_retries: 2, delay: 5, backoff: 2}
                cache: false
            """, named: "p.yaml")
        #expect(spec.name == "digits")
        #expect(spec.parameters == ["test_size": 0.3, "seed": 7])
        #expect(spec.settings["orchestrator"]?["pod_settings"]?["labels"]?["team"] == "1")
        #expect(spec.failureMode == .failFast)
        #expect(spec.steps.map(\.name) == ["load", "train"])
        #expect(spec.steps[1].command == .program(["python", "train.py"]))
        #expect(spec.steps[1].inputs == ["dataset": OutputReference(step: "load", output: "dataset")])
        #expect(spec.steps[1].retry == RetryPolicy(maximumRetries: 2, delay: 5, backoff: 2))
        #expect(spec.steps[1].isCacheEnabled == false)
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let yaml: String
        let place: String
        let words: String
        var hint: String?
        var testDescription: String { words }
    }

    @Test(
        "names the place, the reason and the closest spelling of a mistake",
        arguments: [
            Mistake(
                yaml: "name: p\nsteps:\n  a:\n    run: x\n    inputs: {d: lod.d}\n  load:\n    run: y\n    outputs: [d]",
                place: "p.yaml:5:14", words: "there is no step 'lod'", hint: "did you mean 'load'?"),
            Mistake(
                yaml: "name: p\nsteps:\n  load: {run: y, outputs: [data]}\n  a:\n    run: x\n    inputs: {d: load.dta}",
                place: "p.yaml:6:14", words: "the outputs of 'load' are: data", hint: "did you mean 'data'?"),
            Mistake(
                yaml: "name: p\nsteps:\n  a: {run: x, after: [b]}\n  b: {run: x, after: [a]}",
                place: "p.yaml:3:3", words: "steps wait for each other: a → b → a"),
            Mistake(yaml: "name: p\nstep:\n  a: {run: x}", place: "p.yaml:2:1", words: "no key 'step'", hint: "did you mean 'steps'?"),
            Mistake(yaml: "name: 'a b'\nsteps: {a: {run: x}}", place: "p.yaml:1:1", words: "it contains ' '"),
            Mistake(yaml: "steps: {a: {run: x}}", place: "p.yaml:1:1", words: "has no name"),
            Mistake(yaml: "name: p\nsteps: {a: {}}", place: "p.yaml:2:9", words: "nothing to run"),
            Mistake(yaml: "name: p\nmax_parallelism: many\nsteps: {a: {run: x}}", place: "p.yaml:2:18", words: "a whole number"),
        ])
    func explains(_ mistake: Mistake) {
        let error = #expect(throws: ApusError.self) { try PipelineFile.parse(mistake.yaml, named: "p.yaml") }
        #expect(error?.code == .invalidArgument)
        #expect(error?.description.contains(mistake.place) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains(mistake.words) == true, "\(error?.description ?? "")")
        if let hint = mistake.hint { #expect(error?.hint == hint) }
    }

    @Test("tells every problem at once, in the order of the file")
    func tellsAll() {
        let error = #expect(throws: ApusError.self) {
            try PipelineFile.parse("nam: p\nsteps:\n  a: {rum: x}\n", named: "p.yaml")
        }
        #expect(error?.summary == "p.yaml has 3 problems")
    }
}
