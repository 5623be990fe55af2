import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite("On a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized, .timeLimit(.minutes(20)))
struct ClusterRunTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    @Test("the same file runs in pods, is answered from the cache, and runs here again")
    func digits() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let outcome = try await terminal.run("apus pipeline run Examples/digits/pipeline.yaml")
            try #require(outcome.status == 0, "\(outcome)")
            for line in ["[load] 1797 digits", "[train] trained on 1257 digits", "[evaluate] accuracy 0.9944"] {
                #expect(outcome.output.contains(line), "\(outcome)")
            }
            let report = try await RunReport(terminal)
            #expect(report.steps.map(\.name) == ["load", "train", "evaluate"])
            #expect(report.statuses == ["succeeded", "succeeded", "succeeded"])
            let described = try await terminal.must("apus run describe")
            #expect(described.contains(#"{"accuracy": 0.9944, "digits": 540}"#), "\(described)")
            #expect(try await terminal.must("apus run logs --step load").contains("1797 digits"))

            let run = try #require(report.json["run"]?["id"]?.stringValue)
            let pods = try await testbed.kubectl(
                "get pods -n zenml -l pipeline=digits,apus.dev/run-id=\(run) -o name", terminal)
            #expect(pods.split(separator: "\n").count == 4, "\(pods)")

            try await terminal.must("apus pipeline run Examples/digits/pipeline.yaml")
            #expect(try await RunReport(terminal).statuses == ["cached", "cached", "cached"])

            try await terminal.must("apus run resume --from evaluate")
            #expect(try await RunReport(terminal).statuses == ["cached", "cached", "succeeded"])

            try await terminal.must("apus stack set default")
            let local = try await terminal.run("apus pipeline run Examples/digits/pipeline.yaml")
            #expect(local.status == 0 && local.output.contains("accuracy 0.9944"), "\(local)")
            #expect(try await RunReport(terminal).statuses == ["succeeded", "succeeded", "succeeded"])
        }
    }

    @Test("a step that waits is explained in the cluster's words")
    func explain() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let file = terminal.home.appending("nowhere.yaml")
            let pipeline = """
                name: nowhere
                image: apus/python:3.11
                steps:
                  only:
                    run: "true"
                    settings: {orchestrator: {pod_settings: {node_selectors: {apus.dev/nowhere: "1"}}}}
                """
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            try await terminal.must("apus pipeline run \(file) --asynchronous")
            try await terminal.wait(for: "the scheduler's words") {
                let words = try await terminal.run("apus run explain only").output
                return words.contains("handed to the infrastructure") && words.contains("has no node: Unschedulable")
            }
            try await terminal.must("apus run cancel")
            let watched = try await terminal.run("apus run watch")
            #expect(watched.status == 10 && watched.talk.contains("cancelled"), "\(watched)")
        }
    }

    @Test("a run outlives kill -9 on its orchestrator pod's process, and no step is accepted twice")
    func killedDriver() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let file = terminal.home.appending("slow.yaml")
            try Data(Self.slowPipeline.utf8).write(to: URL(filePath: file.string))
            async let running = terminal.run("apus pipeline run \(file)")
            try await terminal.wait(for: "the second step to run") {
                try await RunReport(terminal).statusByStep["second"] == "running"
            }
            let run = try #require(try await RunReport(terminal).json["run"]?["id"]?.stringValue)
            let driver = try #require(Self.process(with: ["apus-orchestrator", run]))
            #expect(kill(driver, SIGKILL) == 0)
            try await terminal.wait(for: "another driver") {
                Self.process(with: ["apus-orchestrator", run]).map { $0 != driver } ?? false
            }
            let outcome = try await running
            #expect(outcome.status == 0, "\(outcome)")
            let report = try await RunReport(terminal)
            #expect(report.statuses == ["succeeded", "succeeded", "succeeded"])
            for step in ["first", "second", "third"] {
                #expect(report.attempts(of: step).count == 1, "\(report.json)")
            }
            let steps = try await testbed.kubectl(
                "get pods -n zenml -l apus.dev/run-id=\(run),apus.dev/role=step -o name", terminal)
            #expect(steps.split(separator: "\n").count == 3, "\(steps)")
        }
    }

    @Test("a step's secrets are in no object of the cluster, no process's arguments and no log")
    func secrets() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let planted = "planted-\(terminal.mark)"
            let value = terminal.home.appending("value")
            try Data(planted.utf8).write(to: URL(filePath: value.string))
            try await terminal.must("apus secret create keys --TOKEN=@\(value)")
            let file = terminal.home.appending("secret.yaml")
            let pipeline = """
                name: secret
                image: apus/python:3.11
                secrets: [keys]
                steps:
                  look:
                    run: |
                      echo "token is $TOKEN, of ${#TOKEN} letters"
                      while [ ! -e /tmp/seen ]; do sleep 0.2; done
                """
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            async let running = terminal.run("apus pipeline run \(file)")
            try await terminal.wait(for: "the step's line") {
                try await terminal.run("apus run logs --step look").output.contains("letters")
            }
            let run = try #require(try await RunReport(terminal).json["run"]?["id"]?.stringValue)
            #expect(Self.process(with: ["apus-step", run]) != nil, "the step's processes are not seen")
            #expect(Self.process(with: [planted]) == nil)
            let objects = try await testbed.kubectl(
                "get jobs,pods,secrets,configmaps,events -n zenml -o json", terminal)
            let encoded = Data(planted.utf8).base64EncodedString().prefix(16)
            #expect(objects.contains(run) && !objects.contains(planted) && !objects.contains(encoded))
            let pod = try await testbed.kubectl(
                "get pods -n zenml -l apus.dev/run-id=\(run),apus.dev/role=step -o name", terminal)
            _ = try await testbed.kubectl("exec -n zenml \(pod) -- touch /tmp/seen", terminal)
            let outcome = try await running
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.contains("token is ***, of \(planted.count) letters"), "\(outcome)")
        }
    }

    @Test("a dry run shows every object, the API server takes them, and nothing is stored or made")
    func dryRun() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let file = terminal.home.appending("dry.yaml")
            let pipeline = "name: dry\nimage: apus/sklearn:1\nsteps: {a: {run: 'true'}, b: {run: 'true', after: [a]}}\n"
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            let shown = try await terminal.must("apus pipeline run \(file) --dry-run")
            #expect(shown.split(separator: "\n").count { $0 == "kind: Job" } == 3, "\(shown)")
            #expect(shown.contains("token: '***'"), "\(shown)")
            let answers = try await terminal.must("apus pipeline run \(file) --server-dry-run")
            #expect(answers.split(separator: "\n").count { $0.hasSuffix(" accepted") } >= 4, "\(answers)")
            let made = try await testbed.kubectl("get jobs,pods,secrets -n zenml -l pipeline=dry -o name", terminal)
            #expect(made == "")
            let runs = try await terminal.must("apus run list -o name")
            #expect(runs.trimmingPrefix(while: \.isWhitespace).isEmpty, "\(runs)")
        }
    }

    @Test("a run that is cancelled stops its pods")
    func cancelled() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let file = terminal.home.appending("endless.yaml")
            let pipeline =
                "name: endless\nimage: apus/python:3.11\nsteps:\n  only: {run: exec sleep 3600}\n  never: {run: \"true\", after: [only]}\n"
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            try await terminal.must("apus pipeline run \(file) --asynchronous")
            try await terminal.wait(for: "the step to run") {
                try await RunReport(terminal).statusByStep["only"] == "running"
            }
            try await terminal.must("apus run cancel")
            try await terminal.wait(for: "the run's end") { try await RunReport(terminal).status == "cancelled" }
            #expect(try await RunReport(terminal).statusByStep == ["only": "cancelled", "never": "skipped"])
        }
    }

    private static let slowPipeline = """
        name: slow
        image: apus/python:3.11
        cache: false
        steps:
          first: {run: "echo one > $APUS_OUTPUT_A", outputs: [a]}
          second: {run: "sleep 5; cat $APUS_INPUT_A > $APUS_OUTPUT_B", inputs: {a: first.a}, outputs: [b]}
          third: {run: "cat $APUS_INPUT_B", inputs: {b: second.b}}
        """

    /// The process whose command line has all of `words`; this machine is the node.
    private static func process(with words: [String]) -> pid_t? {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { pid_t($0) }.first { process in
            let line =
                FileManager.default.contents(atPath: "/proc/\(process)/cmdline").map {
                    String(decoding: $0, as: UTF8.self)
                } ?? ""
            return words.allSatisfy { line.contains($0) }
        }
    }
}
