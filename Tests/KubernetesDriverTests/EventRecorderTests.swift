import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesDriver
import Testing
import Waiting

@Suite("Kubernetes Events about steps", .timeLimit(.minutes(20)))
struct EventRecorderTests {
    private func step(_ bench: LauncherBench, _ name: String, _ status: StepStatus, ago: Double = 0) -> StepRun {
        let end = Date().addingTimeInterval(-ago)
        return StepRun(
            run: bench.run.id, step: name, status: status,
            attempts: [Attempt(number: 1, status: .succeeded, launchedAt: end)], startedAt: end, endedAt: end)
    }

    /// Has a new driver hear of `steps` and leave again.
    private func tell(_ bench: LauncherBench, _ steps: [StepRun]) async throws {
        let launcher = try bench.launcher()
        for step in steps { launcher.note(step) }
        await leave(launcher)
    }

    private func leave(_ launcher: KubernetesStepLauncher) async {
        let observing = Task { try await launcher.observe { _ in } }
        observing.cancel()
        _ = await observing.result
    }

    @Test("are on the orchestrator's Job, readable, with the labels of run, pipeline and step")
    func event() async throws {
        let bench = LauncherBench()
        try await tell(bench, [step(bench, "train", .failed)])
        let event = try #require(bench.events.first)
        #expect(bench.events.count == 1)
        #expect(event["reason"] == "StepFailed" && event["type"] == "Warning")
        #expect(event["message"] == "step 'train' failed: no reason is known")
        #expect(event["involvedObject"]?["kind"] == "Job" && event["involvedObject"]?["name"] == "o")
        #expect(event["involvedObject"]?["uid"] == "u")
        let labels = event["metadata"]?["labels"]
        #expect(labels?["run"] == "r-1" && labels?["pipeline"] == "p" && labels?["step"] == "train")
        #expect(labels?["apus.dev/role"] == "event")
    }

    @Test("are made once for a change that is heard twice, and for none that is on its way")
    func repeated() async throws {
        let bench = LauncherBench()
        let done = step(bench, "a", .succeeded)
        try await tell(bench, [step(bench, "a", .running), done, done])
        #expect(bench.events.map { $0["reason"] } == ["StepSucceeded"])
    }

    @Test("are one for many steps that end at once")
    func many() async throws {
        let bench = LauncherBench()
        try await tell(bench, (1...50).map { step(bench, "s\($0)", .cached) })
        #expect(bench.events.count == 1)
        #expect(bench.events.first?["count"] == 50)
        try await tell(bench, (1...25).map { step(bench, "t\($0)", .cached) })
        #expect(bench.events.dropFirst().map { $0["count"] } == Array(repeating: 1, count: 25))
    }

    @Test("are told by the first driver without a look at what was told before")
    func first() async throws {
        let bench = LauncherBench()
        try await tell(bench, [step(bench, "a", .succeeded)])
        #expect(bench.events.count == 1)
        #expect(!bench.requests.contains("GET events"), "\(bench.requests)")
    }

    @Test("are not made again by a driver that comes after another one")
    func successor() async throws {
        let until = Timestamp.text(Date().addingTimeInterval(-60))
        let bench = LauncherBench(startedAt: Date()) { request, query in
            guard request == "GET events", query.contains("role%3Devent") else { return nil }
            return .text(
                200,
                #"{"metadata":{},"items":[{"metadata":{"name":"e","annotations":{"apus.dev/until":"\#(until)"}}}]}"#)
        }
        try await tell(
            bench, [step(bench, "old", .succeeded, ago: 90), step(bench, "new", .succeeded, ago: 30)])
        #expect(bench.events.map { $0["message"]?.stringValue?.contains("'new'") } == [true])
    }

    @Test("wait for others while all is well, and are told with a warning")
    func patience() async throws {
        let bench = LauncherBench()
        let clock = ShortWaitsClock()
        let launcher = try bench.launcher(clock: clock)
        launcher.note(step(bench, "a", .succeeded))
        try await eventually("the good news to wait") { clock.longWaits == 1 }
        #expect(bench.events.isEmpty)
        launcher.note(step(bench, "b", .failed))
        try await eventually("both to be told") {
            bench.events.count == 2
        } otherwise: {
            "\(bench.events)"
        }
        #expect(Set(bench.events.map { $0["reason"] }) == ["StepSucceeded", "StepFailed"])
        await leave(launcher)
    }

    @Test("are given up at the first refusal")
    func forbidden() async throws {
        let bench = LauncherBench { request, _ in
            request == "POST events" ? try LauncherBench.refusal(403, "events is forbidden") : nil
        }
        try await tell(bench, [step(bench, "a", .succeeded), step(bench, "b", .failed), step(bench, "c", .cached)])
        #expect(bench.events.count == 1)
    }
}
