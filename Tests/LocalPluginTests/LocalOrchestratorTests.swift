import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import LocalArtifactStore
import LocalPlugin
import Logging
import SystemPackage
import Testing

@Suite("Local orchestrator", .timeLimit(.minutes(20)))
struct LocalOrchestratorTests {
    @Test("files, folders and JSON values go from step to step")
    func artifacts() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [
                    .shell(
                        "load",
                        """
                        printf 'a,b' > "$APUS_OUTPUT_TABLE"
                        mkdir -p "$APUS_OUTPUT_TREE/deep" && echo leaf > "$APUS_OUTPUT_TREE/deep/leaf"
                        echo '{"rows": 1}' > "$APUS_OUTPUT_FACTS_1"
                        """, outputs: ["table", "tree", "facts.1"]),
                    .shell(
                        "use", #"cat "$APUS_INPUT_T"; echo; cat "$APUS_INPUT_TREE/deep/leaf"; cat "$APUS_INPUT_F""#,
                        inputs: [
                            "t": OutputReference(step: "load", output: "table"),
                            "tree": OutputReference(step: "load", output: "tree"),
                            "f": OutputReference(step: "load", output: "facts.1"),
                        ]),
                ], in: folder)
            #expect(try await run.follow().status == .succeeded)
            #expect(run.printed(by: "use") == ["a,b", "leaf", #"{"rows": 1}"#])
            let outputs = try await run.step("load").outputs
            #expect(outputs.mapValues(\.kind) == ["table": .file, "tree": .folder, "facts.1": .json])
            let table = try #require(outputs["table"])
            #expect(try await run.artifacts.data(at: table.key) == Data("a,b".utf8))
            #expect(try await run.artifacts.keys(withPrefix: "logs/\(run.submitted.run.id)/use/1/").count == 1)
        }
    }

    @Test("a long file goes to every step that takes it, and no copy of it stays behind")
    func longFile() async throws {
        try await withScratchFolder { folder in
            let count = "wc -c < \"$APUS_INPUT_F\"; echo changed > \"$APUS_INPUT_F\""
            let taking = ["f": OutputReference(step: "make", output: "long")]
            let run = try await LocalRun(
                [
                    .shell("make", "head -c 6000000 /dev/zero > \"$APUS_OUTPUT_LONG\"", outputs: ["long"]),
                    .shell("one", count, inputs: taking), .shell("other", count, inputs: taking),
                ], in: folder)
            #expect(try await run.follow().status == .succeeded)
            #expect(run.printed(by: "one").map(\.trimmed) == ["6000000"])
            #expect(run.printed(by: "other").map(\.trimmed) == ["6000000"])
            let long = try #require(try await run.step("make").outputs["long"])
            #expect(try await run.artifacts.data(at: long.key) == Data(count: 6_000_000))
            let temporary = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
            let left = try FileManager.default.contentsOfDirectory(atPath: temporary)
            #expect(left.filter { $0.hasPrefix("apus-\(run.submitted.run.id.short)-") } == [])
        }
    }

    @Test("a command sees its run, its parameters and the code's folder, but nothing of the runner's")
    func environment() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [
                    .shell(
                        "look",
                        """
                        echo "$APUS_RUN_NAME $APUS_PIPELINE $APUS_STEP $APUS_ATTEMPT $APUS_PARAM_SIZE"
                        echo "channel:$APUS_STEP_CHANNEL$APUS_SPARES$APUS_SPARE_OUTPUTS" && pwd && ls /proc/self/fd | wc -l
                        """, environment: ["APUS_PARAM_SIZE": "0.3"])
                ], in: folder)
            #expect(try await run.follow().status == .succeeded)
            let lines = run.printed(by: "look")
            #expect(Array(lines.prefix(3)) == ["demo-1 demo look 1 0.3", "channel:", folder.string])
            #expect(lines.last?.trimmed == "4", "standard input, output, error, and the listing's own")
        }
    }

    @Test("a step that fails says why and skips what comes after it")
    func failure() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [
                    .shell("fail", "echo before; echo wrong >&2; exit 3", outputs: ["x"]),
                    .shell("after", "echo never", inputs: ["x": OutputReference(step: "fail", output: "x")]),
                ], in: folder)
            #expect(try await run.follow().status == .failed)
            let step = try await run.step("fail")
            #expect(step.reason == "the command ended with exit code 3")
            #expect(step.attempts.first?.failure?.exitCode == 3)
            #expect(Set(run.printed(by: "fail")).isSuperset(of: ["before", "wrong"]))
            #expect(try await run.step("after").status == .skipped)
        }
    }

    @Test("a step is tried again as often as its author says")
    func retries() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [.shell("flaky", "test $APUS_ATTEMPT = 3", retry: RetryPolicy(maximumRetries: 2))], in: folder)
            #expect(try await run.follow().status == .succeeded)
            #expect(try await run.step("flaky").attempts.map(\.status) == [.failed, .failed, .succeeded])
        }
    }

    @Test("a step that takes too long is stopped, and tried again as often as its author says")
    func timeLimit() async throws {
        try await withScratchFolder { folder in
            var slow = PlannedStep.shell(
                "slow", "test $APUS_ATTEMPT = 2 || sleep 600", retry: RetryPolicy(maximumRetries: 1))
            slow.timeLimit = 0.5
            let run = try await LocalRun([slow], in: folder)
            let ended = try await run.follow()
            let step = try await run.step("slow")
            #expect(step.attempts.first?.failure?.message == "the step took longer than its limit of 0.5 s")
            // On a busy machine the second try may take too long as well.
            #expect(step.attempts.count == 2)
            #expect((ended.status == .succeeded) == (step.status == .succeeded))
        }
    }

    @Test("steps without a path between them run at the same time")
    func parallel() async throws {
        try await withScratchFolder { folder in
            let meet = { (own: String, other: String) in
                "mkfifo \(own) 2>/dev/null; mkfifo \(other) 2>/dev/null; echo hi > \(other) & read x < \(own); wait"
            }
            let run = try await LocalRun(
                [.shell("a", meet("one", "two")), .shell("b", meet("two", "one"))], in: folder)
            #expect(try await run.follow().status == .succeeded)
        }
    }

    @Test("what a step printed is there in order, line by line, as it comes")
    func lines() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [.shell("talk", "echo ready; read x < go; seq 1 20000; printf 'no end'")], in: folder)
            try #require(mkfifo(folder.appending("go").string, 0o600) == 0)
            async let ended = run.follow()
            #expect(await run.line(after: "ready") == "")
            try Data("\n".utf8).write(to: URL(filePath: folder.appending("go").string))
            #expect(try await ended.status == .succeeded)
            #expect(run.printed(by: "talk") == ["ready"] + (1...20000).map(String.init) + ["no end"])
        }
    }

    @Test("a run that is asked to stop ends with its processes", arguments: [false, true])
    func cancellation(byTask: Bool) async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [
                    .shell("wait", "sleep 1000 & trap 'echo stopping; exit 1' TERM; echo pid:$!; wait", outputs: ["x"]),
                    .shell("after", "true", inputs: ["x": OutputReference(step: "wait", output: "x")]),
                ], in: folder)
            let following = Task { try await run.follow() }
            let pid = try #require(await run.line(after: "pid:").flatMap { Int32($0) })
            if byTask {
                following.cancel()
            } else {
                try await run.orchestrator.cancel(run.submitted)
            }
            #expect(try await following.value.status == .cancelled)
            #expect(
                run.printed(by: "wait").last == "apus-step: "
                    + (try await run.step("wait").attempts[0].failure?.message ?? ""))
            #expect(run.printed(by: "wait").contains("stopping"))
            #expect(try await run.step("wait").status == .cancelled)
            #expect(try await run.step("after").status != .succeeded)
            try await waitForEnd(of: pid)
        }
    }

    @Test("what a command leaves running ends with it")
    func leftovers() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun([.shell("spawn", "sleep 1000 & echo pid:$!")], in: folder)
            #expect(try await run.follow().status == .succeeded)
            let pid = try #require(run.printed(by: "spawn").first.flatMap { Int32($0.dropFirst(4)) })
            try await waitForEnd(of: pid)
        }
    }

    @Test("a program or a code folder that is missing is found before a run starts")
    func diagnosis() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun([.shell("a", "true")], in: folder)
            let environment = RunEnvironment(store: run.store, artifactStore: run.artifacts, programs: folder)
            var plan = run.submitted.plan
            #expect(await run.orchestrator.diagnose(plan, in: run.submitted.environment).isEmpty)
            plan.sourceDirectory = folder.appending("none").string
            let found = await run.orchestrator.diagnose(plan, in: environment)
            #expect(found.map(\.severity) == [.error, .error])
            #expect(found.first?.summary.contains("apus-step") == true)
        }
    }

    @Test("a program that cannot be run fails the step, and says which")
    func unstartable() async throws {
        try await withScratchFolder { folder in
            let run = try await LocalRun(
                [PlannedStep(name: "odd", command: .program(["no-such-program", "x"]))], in: folder)
            #expect(try await run.follow().status == .failed)
            #expect(try await run.step("odd").reason?.contains("'no-such-program' is not found") == true)
            #expect(try await run.step("odd").attempts.first?.failure?.exitCode == 127)
        }
    }

    @Test("the flavor takes the option of pipelines that run elsewhere too")
    func flavor() throws {
        let registry = try FlavorRegistry([LocalPlugin()])
        let flavor = try registry.flavor("local", of: .orchestrator)
        #expect(!flavor.isRemote([:]))
        let component = Component(type: .orchestrator, name: "default", flavor: "local", createdAt: Date())
        let context = ComponentContext(component: component, home: "/home/x/.apus", logger: Logger(label: "test"))
        #expect(try registry.makeOrchestrator(context) is LocalOrchestrator)
        #expect(
            try flavor.schema.validate(["synchronous": true], of: "pipeline", scope: .pipeline, isPartial: true) == [
                "synchronous": true
            ])
    }
}
