import ApusModel
import HollowCluster
import KubernetesClient
import KubernetesManifests
import Testing

/// Rows 15 to 23 of the table of faults: pods that are lost, killed, or never start.
@Suite("Faults of pods", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct PodFaultTests {
    /// A run of one step without retries, whose first pod has this script and whose others succeed.
    private static func setup(_ first: @escaping @Sendable (StepPlayer) -> PodScript) -> TrialSetup {
        TrialSetup([.hollow("a")]) { pod, player in pod.attempt?.number == 1 ? first(player) : player.script() }
    }

    @Test func `row 15: a running pod that somebody deletes is tried again, at no cost, and recorded`() async throws {
        try await ClusterTrial.run(Self.setup { $0.script(lasting: nil) }) { trial in
            let driving = Task { try await trial.drive() }
            let pod = try await trial.runningPod(of: "a")
            try await trial.delete("pods/\(pod.metadata.name)")
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 2])
            try await trial.expectLoss(of: "a")
        }
    }

    @Test func `row 16: a pod that the eviction API removes is tried again`() async throws {
        try await ClusterTrial.run(Self.setup { $0.script(lasting: nil) }) { trial in
            let driving = Task { try await trial.drive() }
            let name = try await trial.runningPod(of: "a").metadata.name
            try await trial.evict(name)
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 2])
            try await trial.expectLoss(of: "a")
        }
    }

    @Test func `row 16: a pod that a taint drives from its node is tried again on another`() async throws {
        var setup = Self.setup { $0.script(lasting: nil) }
        setup.nodes = 2
        try await ClusterTrial.run(setup) { trial in
            let driving = Task { try await trial.drive() }
            let node = try #require(try await trial.runningPod(of: "a").nodeName)
            let taint: JSONValue = ["key": "broken", "value": "yes", "effect": "NoExecute"]
            try await trial.cluster.merge("/api/v1/nodes/\(node)", ["spec": ["taints": [taint]]])
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 2])
            try await trial.expectLoss(of: "a")
            #expect(try await trial.pods().allSatisfy { $0.nodeName != node })
        }
    }

    @Test func `row 16: a pod that a more important one drives out is tried again when there is room`() async throws {
        var setup = Self.setup { $0.script(lasting: nil) }
        setup.capacity = 1
        try await ClusterTrial.run(setup) { trial in
            let driving = Task { try await trial.drive() }
            _ = try await trial.runningPod(of: "a")
            try await trial.withImportantPod {
                try await trial.wait(for: "the first attempt's loss") {
                    try await trial.steps()["a"]?.attempts.first?.status == .failed
                }
                // There is no room for the pod by which the Job controller may have replaced the lost one.
                try await trial.wait(for: "nothing left of the first attempt") {
                    try await trial.pods().allSatisfy { ObjectLabel.attemptKey(in: $0.metadata.labels)?.number != 1 }
                }
            }
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 2])
            try await trial.expectLoss(of: "a")
        }
    }

    static let stops = [
        ("Evicted", "The node was low on resource: memory"),
        ("Preempting", "Preempted in order to admit critical pod"),
        ("Terminated", "Pod was terminated in response to imminent node shutdown"),
        ("NodeShutdown", "Pod was rejected as the node is shutting down"),
        ("NodeAffinity", "Predicate NodeAffinity failed"),
        ("UnexpectedAdmissionError", "Allocate failed due to no healthy devices"),
        ("OutOfcpu", "Node didn't have enough cpu"),
    ]

    @Test(arguments: stops)
    func `rows 16 and 18: a pod that its kubelet gives up is tried again, and its reason is recorded`(
        reason: String, message: String
    ) async throws {
        let setup = Self.setup { $0.script(.none, ending: .stopped(reason: reason, message: message)) }
        try await ClusterTrial.run(setup) { trial in
            try await trial.expectEnd(.succeeded, attempts: ["a": 2])
            try await trial.expectLoss(of: "a", saying: reason, message)
        }
    }

    @Test func `row 17: a pod that stays terminating on a lost node is given up, and its step runs elsewhere`()
        async throws
    {
        var setup = Self.setup { player in
            var script = player.script(lasting: nil)
            script.obeysDeletion = false
            return script
        }
        setup.settings = ["pod_stop_grace_period": 1, "pod_lost_timeout": 2]
        try await ClusterTrial.run(setup) { trial in
            let driving = Task { try await trial.drive() }
            let pod = try await trial.runningPod(of: "a")
            try await trial.delete("pods/\(pod.metadata.name)")
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 2])
            try await trial.expectLoss(of: "a", saying: "the pod is lost")
        }
    }

    @Test func `row 19: a program that is killed for want of memory failed by itself, and memory is named`()
        async throws
    {
        try await ClusterTrial.run(Self.setup { $0.script(.none, ending: .outOfMemory) }) { trial in
            try await trial.expectEnd(.failed, attempts: ["a": 1])
            let failure = try #require(try await trial.steps()["a"]?.attempts.first?.failure)
            #expect(
                failure.kind == .command && failure.exitCode == 137 && failure.message.contains("memory"), "\(failure)")
        }
    }

    @Test func `row 20: a registry that is away for a while costs no attempt`() async throws {
        let setup = Self.setup { player in
            var script = player.script()
            script.obstacles = [
                .init("ErrImagePull", "rpc error: 503 Service Unavailable", lasting: .seconds(1)),
                .init("ImagePullBackOff", "Back-off pulling image", lasting: .seconds(2)),
            ]
            return script
        }
        try await ClusterTrial.run(setup) { trial in
            try await trial.expectEnd(.succeeded, attempts: ["a": 1])
            #expect(!trial.logged("an attempt waits", "ErrImagePull", "503 Service Unavailable").isEmpty)
        }
    }

    @Test func `row 20: an image that cannot be pulled fails its step in time, in the registry's words`() async throws {
        let words = #"failed to pull image "hollow": manifest unknown: not found"#
        var setup = Self.setup { _ in PodScript(obstacles: [.init("ErrImagePull", words)]) { _ in .exit(0) } }
        setup.settings = ["pod_startup_timeout": 15, "pod_failure_max_retries": 0]
        try await ClusterTrial.run(setup) { trial in
            try await trial.expectEnd(.failed, attempts: ["a": 1])
            let reason = try await trial.steps()["a"]?.reason ?? ""
            #expect(reason.contains("ErrImagePull") && reason.contains("manifest unknown"), "\(reason)")
        }
    }

    static let obstacles = [
        ("CreateContainerConfigError", #"secret "digits" not found"#),
        ("InvalidImageName", #"couldn't parse image reference "Bad Name""#), ("CreateContainerError", "no command"),
        ("ErrImageNeverPull", "image is not present with pull policy of Never"),
    ]

    @Test(arguments: obstacles)
    func `row 21: what can never start fails at once, in the cluster's words, and leaves no pod`(
        reason: String, message: String
    ) async throws {
        var setup = TrialSetup([.hollow("a", retries: 2)]) { _, _ in
            PodScript(obstacles: [.init(reason, message)]) { _ in .exit(0) }
        }
        setup.settings = ["pod_failure_max_retries": 5]
        try await ClusterTrial.run(setup) { trial in
            try await trial.expectEnd(.failed, attempts: ["a": 1])
            let failure = try #require(try await trial.steps()["a"]?.attempts.first?.failure)
            #expect(failure.kind == .permanent, "\(failure)")
            #expect(failure.message.contains(reason) && failure.message.contains(message), "\(failure)")
            try await trial.wait(for: "the end of the pod") { try await trial.pods().isEmpty }
        }
    }

    @Test func `row 22: a pod that no node takes says why it waits, and runs when a node comes`() async throws {
        let place: JSONValue = ["node_selectors": ["accelerator": "gpu"]]
        try await ClusterTrial.run(TrialSetup([.hollow("a", settings: ["pod_settings": place])])) { trial in
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "the scheduler's word") {
                !trial.logged("an attempt waits", "Unschedulable", "nodes are available").isEmpty
            }
            try await trial.label(["accelerator": "gpu"])
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 1])
        }
    }

    @Test func `row 22: time behind a scheduling gate does not count`() async throws {
        let place: JSONValue = ["node_selectors": ["accelerator": "gpu"]]
        var setup = TrialSetup([.hollow("a", settings: ["pod_settings": place])])
        setup.settings = ["pod_startup_timeout": 15]
        try await ClusterTrial.run(setup) { trial in
            // Servers before 1.26 have no gates; this is what the condition of one that has looks like.
            trial.proxy.inject(
                .edit { number, line in
                    let text = String(decoding: line, as: UTF8.self)
                    return number < 0
                        ? []
                        : [.line(text.replacing(#""reason":"Unschedulable""#, with: #""reason":"SchedulingGated""#))]
                }, into: RequestPattern("watch", "pods"), times: nil)
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "the gate") { !trial.logged("an attempt waits", "SchedulingGated").isEmpty }
            let begin = ContinuousClock.now
            try await trial.wait(for: "more time than a start may take") { ContinuousClock.now - begin > .seconds(16) }
            #expect(try await trial.steps()["a"]?.attempts.map(\.status) == [.launched])
            try await trial.label(["accelerator": "gpu"])
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 1])
        }
    }

    @Test func `row 23: a service account that is deleted meanwhile fails the next step, and is named`() async throws {
        let steps: [PlannedStep] = [.hollow("a"), .hollow("b", after: ["a"])]
        let gate = Gate()
        var setup = TrialSetup(steps) { _, player in player.script { try await gate.pass() } }
        setup.settings = [
            "step_pod_service_account_name": "runner", "pod_startup_timeout": 40, "pod_failure_max_retries": 0,
        ]
        try await ClusterTrial.run(setup) { trial in
            try await trial.create("serviceaccounts", ["kind": "ServiceAccount", "metadata": ["name": "runner"]])
            let driving = Task { try await trial.drive() }
            _ = try await trial.runningPod(of: "a")
            try await trial.delete("serviceaccounts/runner")
            gate.open()
            try await trial.expect(try await driving.value, .failed, attempts: ["a": 1, "b": 1])
            let reason = try await trial.steps()["b"]?.reason ?? ""
            #expect(reason.contains("runner"), "\(reason)")
        }
    }
}
