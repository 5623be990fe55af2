import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite(
    "Faults on a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized, .timeLimit(.minutes(20)))
struct ClusterFaultTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    /// Every step fails by another fault of its own.
    private static let faults = """
        name: faults
        image: apus/python:3.11
        steps:
          memory:
            run: |
              echo filling memory with a file
              exec head -c 200M /dev/zero > /dev/shm/zero
            settings: {resources: {memory: 64Mi}}
          child:
            run: exec python3 -c 'x = "a" * (1 << 30)'
            settings: {resources: {memory: 64Mi}}
          image:
            run: "true"
            settings:
              orchestrator:
                pod_settings:
                  additional_pod_spec_args: {init_containers: [{name: setup, image: "127.0.0.1:5000/no/such:1"}]}
          secret:
            run: "true"
            settings: {orchestrator: {pod_settings: {env_from: [{secret_ref: {name: no-such-secret}}]}}}
          volume:
            run: "true"
            settings:
              orchestrator:
                pod_settings:
                  volumes: [{name: v, secret: {secret_name: no-such-keys}}]
                  volume_mounts: [{name: v, mount_path: /keys}]
          account:
            run: "true"
            settings: {orchestrator: {step_pod_service_account_name: no-such-account}}
        """

    @Test("a step that fails says why: memory, image, Secret, volume, account; and the Job's Events tell of it")
    func reasons() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let outcome = try await testbed.run(Self.faults, terminal)
            #expect(outcome.status == 10, "\(outcome)")
            let report = try await RunReport(terminal)
            for (step, kind, words) in [
                ("memory", "command", ["its limit of 64Mi (OOMKilled", "'resources.memory'", "with a file"]),
                ("child", "command", ["ended by SIGKILL", "its limit of 64Mi", "'resources.memory'"]),
                ("image", "permanent", ["ErrImagePull", "no/such:1", "the registry has no such image"]),
                ("secret", "permanent", ["CreateContainerConfigError", "no-such-secret", "kubectl create secret"]),
                ("volume", "permanent", ["FailedMount", "no-such-keys", "kubectl create secret generic no-such-keys"]),
                ("account", "permanent", ["no service account 'no-such-account'", "step_pod_service_account_name"]),
            ] {
                let failure = try #require(report.attempts(of: step).last?["failure"], "\(step): \(report.json)")
                #expect(failure["kind"]?.stringValue == kind, "\(step): \(failure)")
                let message = failure["message"]?.stringValue ?? ""
                for word in words { #expect(message.contains(word), "\(step): \(message)") }
                #expect(report.attempts(of: step).count == 1, "\(step): \(report.json)")
                #expect(try await terminal.must("apus run explain \(step)").contains(words[0]))
            }
            let name = try #require(report.json["run"]?["name"]?.stringValue)
            try await terminal.wait(for: [
                "StepFailed", "step 'memory' failed", "no service account 'no-such-account'",
            ]) {
                try await testbed.kubectl(
                    "-n zenml describe jobs -l run=\(name),apus.dev/role=orchestrator", terminal)
            }
            let labelled = try await testbed.kubectl("-n zenml get events -l run=\(name),step=secret -o name", terminal)
            #expect(labelled.split(separator: "\n").count == 1, "\(labelled)")
        }
    }

    /// Its steps run until they are asked to stop, and succeed the second time.
    private static let disrupted = """
        name: disrupted
        image: apus/python:3.11
        settings: {orchestrator: {pod_failure_retry_delay: 0}}
        steps:
          deleted: &step
            run: |
              if [ "$APUS_ATTEMPT" != 1 ]; then exit 0; fi
              trap 'echo asked to stop; sleep 2; echo put away; exit 0' TERM
              echo ready
              while :; do sleep 0.1; done
          evicted: *step
        """

    @Test("a pod that is deleted or evicted costs no retry, has its grace, and its log is kept")
    func disruptions() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            async let running = testbed.run(Self.disrupted, terminal)
            for step in ["deleted", "evicted"] {
                try await terminal.wait(for: "step \(step)") {
                    try await terminal.run("apus run logs --step \(step)").output.contains("ready")
                }
            }
            let name = try #require(try await RunReport(terminal).json["run"]?["name"]?.stringValue)
            let deleted = try await pod(of: "deleted", in: name, terminal)
            _ = try await testbed.kubectl("-n zenml delete pod \(deleted) --wait=false", terminal)
            let evicted = try await pod(of: "evicted", in: name, terminal)
            let eviction = terminal.home.appending("eviction.json")
            try Data(
                #"{"apiVersion":"policy/v1beta1","kind":"Eviction","metadata":{"name":"\#(evicted)","namespace":"zenml"}}"#
                    .utf8
            ).write(to: URL(filePath: eviction.string))
            _ = try await testbed.kubectl(
                "create --raw /api/v1/namespaces/zenml/pods/\(evicted)/eviction -f \(eviction)", terminal)
            let outcome = try await running
            #expect(outcome.status == 0, "\(outcome)")
            let report = try await RunReport(terminal)
            for step in ["deleted", "evicted"] {
                #expect(report.attempts(of: step).count == 2, "\(report.json)")
                let failure = report.attempts(of: step).first?["failure"]
                #expect(failure?["kind"] == "infrastructure", "\(report.json)")
                let log = try await terminal.must("apus run logs --step \(step)")
                let lines = log.split(separator: "\n").filter { $0 != "Terminated" }  // sh says so of its sleep
                #expect(lines == ["ready", "asked to stop", "put away"], "\(log)")
            }
            let told = ["disrupted", "retried", "succeeded"].flatMap { ["step\($0)-deleted.", "step\($0)-evicted."] }
            try await terminal.wait(for: told) {
                try await testbed.kubectl("-n zenml get events -l run=\(name) -o name", terminal)
            }
        }
    }

    private static let contents = """
        name: contents
        image: apus/python:3.11
        steps:
          logs:
            run: |
              exec python3 - <<'END'
              import sys
              for number in range(60000):
                  print("line", number, "x" * 60)
              sys.stdout.flush()
              sys.stdout.buffer.write(bytes(range(256)) + b"\\nthe end without a newline")
              END
          mounts:
            run: cat /keys/key /conf/name; echo " $key"
            settings:
              orchestrator:
                pod_settings:
                  volumes: [{name: k, secret: {secret_name: MARK}}, {name: c, config_map: {name: MARK}}]
                  volume_mounts: [{name: k, mount_path: /keys}, {name: c, mount_path: /conf}]
                  env_from: [{secret_ref: {name: MARK}}]
        """

    @Test("a log is archived whole: large, binary, without an end of line; volumes and secrets reach the step")
    func contents() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let mark = "fault-\(terminal.mark)".filter { $0 != "." && $0 != "_" }
            for object in [
                "secret generic \(mark) --from-literal=key=k3y", "configmap \(mark) --from-literal=name=n4me",
            ] {
                _ = try await testbed.kubectl("-n zenml create \(object)", terminal)
            }
            let outcome = try await testbed.run(Self.contents.replacing("MARK", with: mark), terminal)
            for kind in ["secret", "configmap"] {
                _ = try await testbed.kubectl("-n zenml delete \(kind) \(mark)", terminal)
            }
            #expect(outcome.status == 0, "\(outcome.talk)")
            #expect(try await terminal.must("apus run logs --step mounts") == "k3yn4me k3y\n")
            let lines = try await terminal.must("apus run logs --step logs").split(separator: "\n")
            for number in [0, 30_000, 59_999] {
                #expect(lines[number] == "line \(number) \(String(repeating: "x", count: 60))")
            }
            #expect(lines.last == "the end without a newline")
        }
    }

    @Test("a used-up quota is a wait that is told, and over when there is room")
    func quota() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let space = "fault-\(terminal.mark)".filter { $0 != "." && $0 != "_" }
            _ = try await testbed.kubectl("create namespace \(space)", terminal)
            _ = try await testbed.kubectl("-n \(space) create quota room --hard=pods=1", terminal)
            for command in [
                "orchestrator register narrow --flavor kubernetes --kubernetes_namespace=\(space)",
                "orchestrator connect narrow --connector testbed",
                "stack register narrow -o narrow -a bucket -c images --set",
            ] { try await terminal.must("apus \(command)") }
            async let running = testbed.run(
                "name: narrow\nimage: apus/python:3.11\nsteps: {only: {run: echo ran}}\n", terminal)
            try await terminal.wait(for: "the quota's words") {
                try await terminal.run("apus run explain only").output.contains("waits: quota room, requested: pods=1")
            }
            try await terminal.wait(for: "the Event") {
                try await testbed.kubectl("-n \(space) get events -l step=only", terminal).contains("StepWaiting")
            }
            _ = try await testbed.kubectl("-n \(space) delete quota room", terminal)
            let outcome = try await running
            _ = try await testbed.kubectl("delete namespace \(space) --wait=false", terminal)
            #expect(outcome.status == 0 && outcome.output.contains("a step waits"), "\(outcome)")
            #expect(try await RunReport(terminal).attempts(of: "only").count == 1)
        }
    }

    private static let patient = """
        name: patient
        image: apus/python:3.11
        cache: false
        steps:
          first: {run: "sleep 5; echo slept; echo done > $APUS_OUTPUT_A", outputs: [a]}
          second: {run: "cat $APUS_INPUT_A", inputs: {a: first.a}}
        """

    @Test("a run goes on while the server is away, and is told when it is back")
    func serverAway() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let url = try await terminal.must("apus server status -o name").trimmingEnd
            let port = try #require(url.split(separator: ":").last)
            let host = testbed.variable("APUS_TESTBED_SERVER_HOST")
            let file = terminal.home.appending("pipeline.yaml")
            try Data(Self.patient.utf8).write(to: URL(filePath: file.string))
            try await terminal.must("apus pipeline run \(file) --asynchronous")
            try await terminal.wait(for: "the first step to run") {
                try await RunReport(terminal).statusByStep["first"] == "running"
            }
            let name = try #require(try await RunReport(terminal).json["run"]?["name"]?.stringValue)
            try await terminal.must("apus server stop")
            try await terminal.wait(for: "the end of the first step's command") {
                try await testbed.kubectl("-n zenml logs -l run=\(name),step=first", terminal).contains("slept")
            }
            try await terminal.must("apus server start --host \(host) --port \(port)")
            let watched = try await terminal.run("apus run watch")
            #expect(watched.status == 0, "\(watched)")
            for step in ["first", "second"] {
                #expect(try await RunReport(terminal).attempts(of: step).count == 1)
            }
        }
    }

    private func pod(of step: String, in run: String, _ terminal: Terminal) async throws -> String {
        try await testbed.kubectl(
            "-n zenml get pods -l run=\(run),step=\(step),apus.dev/attempt=1 -o jsonpath={.items[0].metadata.name}",
            terminal)
    }
}
