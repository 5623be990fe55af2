import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import HollowCluster
import KubernetesClient
import Testing

/// Rows 24 to 26, 36, 37, 39 and 41 of the table of faults: drivers that are replaced, doubled and cancelled.
@Suite("Faults of drivers", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct DriverFaultTests {
    private static func fan(_ count: Int, retries: Int = 0) -> [PlannedStep] {
        (0..<count).map { .hollow("s\($0)", retries: retries) }
    }

    private static func once(_ steps: [PlannedStep]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: steps.map { ($0.name, 1) })
    }

    enum Loss: CaseIterable {
        /// The driver ends before the API server sees its request.
        case before
        /// It ends before it sees the answer.
        case after
    }

    @Test(arguments: 0..<9, Loss.allCases)
    func `row 24: a driver that ends at any of its requests is replaced, and each step runs once`(
        request: Int, loss: Loss
    ) async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a"), .hollow("b", after: ["a"])])) { trial in
            trial.proxy.inject(loss == .before ? .silence : .mute, into: .any, skipping: request)
            let isOver = Gate()
            let first = Task {
                defer { isOver.open() }
                return try await trial.drive()
            }
            try await trial.wait(for: "the request at which the driver ends") {
                isOver.isOpen || trial.proxy.record.contains { $0.fault != nil }
            }
            first.cancel()
            _ = await first.result
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1])
            #expect(try await trial.jobs().count == 2)
        }
    }

    @Test func `row 25: two drivers of one run make each step once, and agree how it ended`() async throws {
        let steps: [PlannedStep] = Self.fan(10) + [.hollow("end", after: Self.fan(10).map(\.name))]
        let setup = TrialSetup(steps) { _, player in player.script(lasting: .milliseconds(100)) }
        try await ClusterTrial.run(setup) { trial in
            async let first = trial.drive()
            async let second = trial.drive()
            let ends = try await [first, second]
            #expect(ends[0] == ends[1])
            try await trial.expect(ends[0], .succeeded, attempts: Self.once(steps))
            #expect(try await trial.jobs().count == 11)
        }
    }

    @Test func `row 26: a new driver adopts 60 running steps within ten seconds`() async throws {
        let gate = Gate()
        let steps = Self.fan(60)
        var setup = TrialSetup(steps) { _, player in player.script { try await gate.pass() } }
        setup.isAlone = true
        try await ClusterTrial.run(setup) { trial in
            let first = Task { try await trial.drive() }
            try await trial.wait(for: "60 running steps") { gate.count == 60 }
            first.cancel()
            _ = await first.result
            let known = trial.logged("debug: started").count
            let begin = ContinuousClock.now
            let second = Task { try await trial.drive() }
            try await trial.wait(for: "the adoption") {
                !trial.logged("driving the run", "held\": 60").isEmpty
                    && trial.logged("debug: started").count == known + 60
            }
            #expect(ContinuousClock.now - begin < .seconds(10))
            gate.open()
            try await trial.expect(try await second.value, .succeeded, attempts: Self.once(steps))
            #expect(trial.proxy.count("create", "jobs") == 60)
        }
    }

    @Test func `row 36: a Job whose creation was not answered when the run was cancelled is deleted`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a")]) { _, _ in .hangs }) { trial in
            trial.proxy.inject(.mute, into: RequestPattern("create", "jobs"), times: nil)
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "the Job") { try await trial.jobs().count == 1 }
            try await trial.store.requestCancellation(of: trial.run.id, at: Date())
            try await trial.expect(try await driving.value, .cancelled, attempts: ["a": 1])
            try await trial.wait(for: "the end of the Job") { try await trial.jobs().isEmpty }
        }
    }

    @Test func `row 36: a run that is cancelled before any pod is visible leaves none`() async throws {
        var setup = TrialSetup(Self.fan(5)) { _, _ in .hangs }
        setup.watchTiming.idle = .seconds(2)
        try await ClusterTrial.run(setup) { trial in
            trial.proxy.inject(.silence(afterLines: 0), into: RequestPattern("watch"), times: 2)
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "a launch") { !trial.logged("launched").isEmpty }
            try await trial.store.requestCancellation(of: trial.run.id, at: Date())
            try await trial.expect(try await driving.value, .cancelled)
            try await trial.wait(for: "the end of all Jobs and pods") {
                let jobs = try await trial.jobs()
                let pods = try await trial.pods()
                return jobs.isEmpty && pods.isEmpty
            }
        }
    }

    @Test func `row 37: cancelling twice is cancelling once`() async throws {
        try await ClusterTrial.run(TrialSetup(Self.fan(3)) { _, player in player.script(lasting: nil) }) { trial in
            let driving = Task { try await trial.drive() }
            _ = try await trial.runningPod(of: "s0")
            for _ in 0..<2 { try await trial.store.requestCancellation(of: trial.run.id, at: Date()) }
            let ended = try await driving.value
            try await trial.expect(ended, .cancelled)
            try await trial.store.requestCancellation(of: trial.run.id, at: Date())
            #expect(try await trial.drive() == ended)
            try await trial.wait(for: "the end of all pods") { try await trial.pods().isEmpty }
        }
    }

    @Test func `row 37: a run whose driver ends while it cancels is cancelled by the next`() async throws {
        try await ClusterTrial.run(TrialSetup(Self.fan(3)) { _, player in player.script(lasting: nil) }) { trial in
            let first = Task { try await trial.drive() }
            _ = try await trial.runningPod(of: "s0")
            try await trial.store.requestCancellation(of: trial.run.id, at: Date())
            first.cancel()
            _ = await first.result
            try await trial.expectEnd(.cancelled)
            try await trial.wait(for: "the end of all pods") { try await trial.pods().isEmpty }
        }
    }

    @Test(arguments: 0..<4)
    func `row 37: cancelling races with success, and one of them wins for good`(round: Int) async throws {
        let gate = Gate()
        let setup = TrialSetup([.hollow("a")]) { _, player in player.script { try await gate.pass() } }
        try await ClusterTrial.run(setup) { trial in
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "the step") { gate.count == 1 }
            async let cancelling: Void = trial.store.requestCancellation(of: trial.run.id, at: Date())
            gate.open()
            try await cancelling
            let ended = try await driving.value
            let step = try #require(try await trial.steps()["a"])
            switch ended.status {
            case .succeeded: #expect(step.status == .succeeded)
            case .cancelled: #expect(step.status == .cancelled || step.status == .succeeded)
            default: Issue.record("the run is \(ended.status): \(try await trial.describe())")
            }
            #expect(try await trial.store.run(trial.run.id) == ended)
            #expect(try await trial.drive() == ended)
        }
    }

    @Test func `row 39: of 300 steps only the three that failed run again`() async throws {
        let steps = Self.fan(300, retries: 1)
        let failing: Set<String> = ["s7", "s150", "s299"]
        var setup = TrialSetup(steps) { pod, player in
            let isToFail = pod.attempt.map { $0.number == 1 && failing.contains($0.step) } ?? false
            var script = player.script(isToFail ? .failure(1) : .success)
            script.showsRunning = false
            return script
        }
        setup.isAlone = true
        try await ClusterTrial.run(setup) { trial in
            let attempts = Self.once(steps).merging(failing.map { ($0, 2) }) { $1 }
            try await trial.expectEnd(.succeeded, attempts: attempts)
            #expect(trial.proxy.count("create", "jobs") == 303)
        }
    }

    @Test func `row 41: what a run made is labelled with it, and goes with its orchestrator's Job`() async throws {
        try await ClusterTrial.run(TrialSetup(Self.fan(3))) { trial in
            try await trial.expectEnd(.succeeded)
            for metadata in try await trial.jobs().map(\.metadata) + trial.pods().map(\.metadata) {
                #expect(metadata.labels["run"] == trial.run.name)
                #expect(metadata.labels["pipeline"] == "trial")
                #expect(metadata.labels["apus.dev/run-id"] == trial.run.id.rawValue)
            }
            try await trial.cluster.send(
                .delete, "/apis/batch/v1/namespaces/\(trial.namespace)/jobs/orchestrator",
                ["kind": "DeleteOptions", "apiVersion": "v1", "propagationPolicy": "Background"])
            try await trial.wait(for: "the end of everything") {
                let jobs = try await trial.jobs()
                let pods = try await trial.pods()
                return jobs.isEmpty && pods.isEmpty
            }
        }
    }
}
