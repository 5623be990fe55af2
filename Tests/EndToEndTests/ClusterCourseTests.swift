import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@Suite(
    "Options of a run's course on a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized,
    .timeLimit(.minutes(20)))
struct ClusterCourseTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    private static let course = """
        name: course
        image: apus/python:3.11
        settings: {orchestrator: {stream_step_logs: false, max_parallelism: 1}}
        steps:
          one: {run: "echo one speaks"}
          two: {run: "echo two speaks"}
        """

    @Test("what options say of a run's course is how it goes: waiting, logs, parallelism, cache")
    func course() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let quiet = try await testbed.run(Self.course, terminal)
            #expect(quiet.status == 0 && !quiet.output.contains("speaks"), "\(quiet)")
            #expect(try await terminal.must("apus run logs").contains("two speaks"))
            let report = try await RunReport(terminal)
            let times = try ["one", "two"].map { step in
                let attempt = try #require(report.attempts(of: step).first)
                return try ["launchedAt", "endedAt"].map { part in
                    try #require(attempt[part]?.stringValue.flatMap(Timestamp.date))
                }
            }.sorted { $0[0] < $1[0] }
            #expect(times[1][0] >= times[0][1], "two steps ran at once: \(report.json)")

            let cached = try await testbed.run(Self.course, terminal)
            #expect(cached.status == 0, "\(cached)")
            #expect(try await RunReport(terminal).statuses == ["cached", "cached"])
            let fresh = Self.course.replacing(
                "max_parallelism: 1", with: "prevent_orchestrator_pod_caching: true, synchronous: false")
            let left = try await testbed.run(fresh, terminal)
            #expect(left.status == 0 && left.talk.contains("It goes on without this command"), "\(left)")
            try await expectSuccess(terminal)
            #expect(try await RunReport(terminal).statuses == ["succeeded", "succeeded"])

            let slow = Self.course.replacing("echo one speaks", with: "sleep 6")
                .replacing("stream_step_logs: false", with: "timeout: 2")
            let expired = try await testbed.run(slow, terminal)
            #expect(expired.status == 11, "\(expired)")
            try await expectSuccess(terminal)
        }
    }

    /// A Job controller looks at a deadline once, and not at all when it has not yet heard of the Job's start by then; so
    /// the deadline is far longer than a busy machine's controller is late.
    private static let tries = """
        name: tries
        image: apus/python:3.11
        failure_mode: continue_on_failure
        settings:
          orchestrator: {pod_startup_timeout: 2, pod_failure_retry_delay: 1, pod_failure_backoff: 2}
        steps:
          nowhere:
            run: "true"
            settings:
              orchestrator:
                pod_settings: {node_selectors: {no-such: label}}
                pod_failure_max_retries: 1
                backoff_limit_margin: 1
          patient:
            run: "true"
            settings:
              orchestrator:
                pod_settings: {env_from: [{secret_ref: {name: no-such-secret}}]}
                fail_on_container_waiting_reasons: []
                pod_failure_max_retries: 0
          late:
            run: sleep 120
            settings: {orchestrator: {pod_startup_timeout: 60, active_deadline_seconds: 15}}
          forgotten:
            run: sleep 120
            settings:
              orchestrator:
                pod_startup_timeout: 60
                active_deadline_seconds: 100
                pod_settings: {additional_pod_spec_args: {activeDeadlineSeconds: 10}}
        """

    @Test("what options say of tries and limits is how often and how long a step is tried")
    func tries() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let outcome = try await testbed.run(Self.tries, terminal)
            #expect(outcome.status == 10, "\(outcome)")
            let report = try await RunReport(terminal)
            let tries = report.attempts(of: "nowhere")
            #expect(tries.count == 3, "one, a retry, and one of the margin: \(report.json)")
            for (index, (before, after)) in zip(tries, tries.dropFirst()).enumerated() {
                let end = try #require(before["endedAt"]?.stringValue.flatMap(Timestamp.date))
                let start = try #require(after["launchedAt"]?.stringValue.flatMap(Timestamp.date))
                #expect(start.timeIntervalSince(end) >= Double(1 << index), "\(report.json)")
            }
            let patient = report.attempts(of: "patient")
            let waited = try #require(patient.first?["failure"]?["message"]?.stringValue, "\(report.json)")
            #expect(patient.count == 1 && waited.contains("did not start within 2 s"), "\(waited)")
            for name in ["late", "forgotten"] {
                let attempts = report.attempts(of: name)
                let reason = try #require(attempts.last?["failure"]?["message"]?.stringValue, "\(report.json)")
                #expect(
                    reason.contains("active_deadline_seconds") || reason.contains("DeadlineExceeded"),
                    "\(report.json)")
            }
        }
    }

    private func expectSuccess(_ terminal: Terminal) async throws {
        try await terminal.wait(for: ["succeeded"]) { try await RunReport(terminal).status ?? "" }
    }
}
