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
                time_limit: 90.5
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
        #expect(spec.steps[1].timeLimit == 90.5)
        #expect(spec.timeLimit == nil)
        #expect(spec.steps[1].isCacheEnabled == false)
    }

    @Test("gives the schedule that it describes, and none when there is none")
    func readsSchedule() throws {
        let schedule = try PipelineFile.parse(
            """
            name: digits
            schedule:
              name: nightly
              cron: "30 2 * * mon-fri"
              time_zone: Europe/Berlin
              concurrency_policy: forbid
              starting_deadline_seconds: 120
              successful_jobs_history_limit: 5
              failed_jobs_history_limit: 0
              suspended: true
            steps: {a: {run: x}}
            """, named: "p.yaml"
        ).schedule
        #expect(schedule?.name == "nightly" && schedule?.cron.text == "30 2 * * mon-fri")
        #expect(schedule?.timeZone == "Europe/Berlin" && schedule?.concurrencyPolicy == .forbid)
        #expect(schedule?.startingDeadlineSeconds == 120 && schedule?.isSuspended == true)
        #expect(schedule?.successfulJobsHistoryLimit == 5 && schedule?.failedJobsHistoryLimit == 0)
        let least = try PipelineFile.parse(
            "name: p\nschedule: {cron: \"@daily\"}\nsteps: {a: {run: x}}", named: "p.yaml")
        #expect(least.schedule == ScheduleSpec(cron: try CronExpression("@daily")))
        #expect(try PipelineFile.parse("name: p\nsteps: {a: {run: x}}", named: "p.yaml").schedule == nil)
    }

    @Test("gives its finally steps, which are like others")
    func readsFinally() throws {
        let spec = try PipelineFile.parse(
            """
            name: p
            steps:
              load: {run: x, outputs: [data]}
            finally:
              notify: {run: [mail, me], time_limit: 5, retry: {max_retries: 1}, cache: false}
              tidy: {run: y, inputs: {data: load.data}, after: [notify]}
            """, named: "p.yaml")
        #expect(spec.steps.map(\.name) == ["load"])
        #expect(spec.finally.map(\.name) == ["notify", "tidy"])
        #expect(spec.finally[0].command == .program(["mail", "me"]) && spec.finally[0].timeLimit == 5)
        #expect(spec.finally[1].upstream == ["load", "notify"])
        #expect(try PipelineFile.parse("name: p\nsteps: {a: {run: x}}", named: "p.yaml").finally.isEmpty)
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
                yaml:
                    "name: p\nsteps:\n  a:\n    run: x\n    inputs: {d: lod.d}\n  load:\n    run: y\n    outputs: [d]",
                place: "p.yaml:5:14", words: "there is no step 'lod'", hint: "did you mean 'load'?"),
            Mistake(
                yaml: "name: p\nsteps:\n  load: {run: y, outputs: [data]}\n  a:\n    run: x\n    inputs: {d: load.dta}",
                place: "p.yaml:6:14", words: "the outputs of 'load' are: data", hint: "did you mean 'data'?"),
            Mistake(
                yaml: "name: p\nschedule: {cron: \"0 25 * * *\"}\nsteps: {a: {run: x}}", place: "p.yaml:2:18",
                words: "'0 25 * * *' is no cron expression: the hour '25' is above 23"),
            Mistake(
                yaml: "name: p\nschedule: {crn: \"@daily\"}\nsteps: {a: {run: x}}", place: "p.yaml:2:12",
                words: "'schedule' does not say when"),
            Mistake(
                yaml: "name: p\nschedule: {cron: \"@daily\", timezone: UTC}\nsteps: {a: {run: x}}",
                place: "p.yaml:2:28", words: "'schedule' has no key 'timezone'", hint: "did you mean 'time_zone'?"),
            Mistake(
                yaml: "name: p\nschedule: {cron: \"@daily\", concurrency_policy: forbit}\nsteps: {a: {run: x}}",
                place: "p.yaml:2:48", words: "'forbit' is no concurrency policy", hint: "did you mean 'Forbid'?"),
            Mistake(
                yaml: "name: p\nschedule: {cron: \"@daily\", failed_jobs_history_limit: -1}\nsteps: {a: {run: x}}",
                place: "p.yaml:2:55", words: "'failed_jobs_history_limit' cannot be below 0"),
            Mistake(
                yaml: "name: p\nsteps:\n  a: {run: x, after: [b]}\n  b: {run: x, after: [a]}",
                place: "p.yaml:3:3", words: "steps wait for each other in a cycle: a → b → a"),
            Mistake(
                yaml: "name: p\nstep:\n  a: {run: x}", place: "p.yaml:2:1", words: "no key 'step'",
                hint: "did you mean 'steps'?"),
            Mistake(yaml: "name: 'a b'\nsteps: {a: {run: x}}", place: "p.yaml:1:1", words: "it contains ' '"),
            Mistake(
                yaml: "name: p\nparameters: {c: [1, {gamma: .inf}]}\nsteps: {a: {run: x}}", place: "p.yaml:2:29",
                words: "'parameters' has '.inf', which no JSON number can be",
                hint: "put it in quotes to make it a text"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x, settings: {o: {timeout: 1e999}}}}", place: "p.yaml:2:45",
                words: "'settings' has '1e999'"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x, time_limit: .nan}}", place: "p.yaml:2:33",
                words: "'time_limit' has to be a number"),
            Mistake(yaml: "steps: {a: {run: x}}", place: "p.yaml:1:1", words: "has no name"),
            Mistake(yaml: "name: p\nsteps: {a: {}}", place: "p.yaml:2:9", words: "nothing to run"),
            Mistake(yaml: "name: p\nsteps: {a: {run: ' '}}", place: "p.yaml:2:9", words: "nothing to run"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x, inputs: {i: f.o}}}\nfinally: {f: {run: x, outputs: [o]}}",
                place: "p.yaml:2:30",
                words: "input 'i' of step 'a' takes 'f.o', but finally steps run after all others",
                hint: "move 'f' to 'steps', or 'a' to 'finally'"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x, after: [f]}}\nfinally: {f: {run: x}}", place: "p.yaml:2:21",
                words: "step 'a' comes after 'f', but finally steps run after all others"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x}}\nfinally: {f: {run: x, after: [a]}}", place: "p.yaml:3:23",
                words: "finally step 'f' comes after 'a', as after every one of 'steps'",
                hint: "remove 'a' from 'after'"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x}}\nfinally: {a: {run: x}}", place: "p.yaml:3:11",
                words: "there is a step 'a' in 'steps' and one in 'finally'", hint: "give one of them another name"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x}}\nfinally: {f: {run: x, cache: true}}", place: "p.yaml:3:23",
                words: "finally step 'f' always runs", hint: "remove 'cache'"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x}}\nfinally: {f: {run: x, after: [g]}, g: {run: x, after: [f]}}",
                place: "p.yaml:3:11", words: "steps wait for each other in a cycle: f → g → f"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x}}\nfinally: {f: {run: x, inputs: {i: a.o}}}",
                place: "p.yaml:3:32", words: "the outputs of 'a' are: none"),
            Mistake(
                yaml: "name: p\nsteps: {a: {run: x}}\nfinally: [x]", place: "p.yaml:3:10",
                words: "'finally' has to be a mapping from step names to steps"),
            Mistake(
                yaml: "name: p\nfinaly: {f: {run: x}}\nsteps: {a: {run: x}}", place: "p.yaml:2:1",
                words: "no key 'finaly'", hint: "did you mean 'finally'?"),
            Mistake(
                yaml: "name: p\nmax_parallelism: many\nsteps: {a: {run: x}}", place: "p.yaml:2:18",
                words: "a whole number"),
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
