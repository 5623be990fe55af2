import ApusDriver
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesDriver
import Testing
import Waiting

@Suite("The launcher of step pods", .timeLimit(.minutes(20)))
struct StepLauncherTests {
    @Test("makes, finds and deletes a step's Job under one name, whatever prefix the step has")
    func names() async throws {
        let steps = [
            PlannedStep(name: "a", command: .shell("true"), image: "i"),
            PlannedStep(
                name: "b", command: .shell("true"), image: "i", orchestratorSettings: ["job_name_prefix": "team"]),
        ]
        let bench = LauncherBench()
        let launcher = try bench.launcher(RunPlan(pipeline: "p", stack: "s", steps: steps))
        for (step, name) in zip(steps, ["p-1a2b3c4d5e6f-a-0-1", "team-p-1a2b3c4d5e6f-b-1-1"]) {
            let attempt = Attempt.Key(run: bench.run.id, step: step.name, number: 1)
            try await launcher.launch(attempt, of: step)
            let made = try #require(bench.http.exchanges.last)
            let job = try CanonicalJSON.decode(JSONValue.self, from: made.body)
            #expect(job["metadata"]?["name"]?.stringValue == name)
            #expect(job["spec"]?["template"]?["spec"]?["imagePullSecrets"] == [["name": "pull"]])
            #expect(try await launcher.stop(attempt) == .stopping)
            let deleted = bench.http.exchanges.map(\.request).filter { $0.method == .delete }.map(\.url)
            #expect(deleted.contains { $0.contains("/jobs/\(name)") }, "\(deleted)")
        }
    }

    @Test(
        "deletes the Job of a launch that was not answered, and nobody else's under its name", arguments: [true, false])
    func unanswered(isOwn: Bool) async throws {
        let bench = LauncherBench { request, _ in
            if request == "POST jobs" { return try LauncherBench.refusal(503, "the server is away") }
            guard request == "GET jobs/p-1a2b3c4d5e6f-a-0-1" else { return nil }
            let step = isOwn ? "a" : "another"
            let labels =
                #"{"apus.dev/run-id":"0193a1b2-0000-7000-8000-1a2b3c4d5e6f","apus.dev/step":"\#(step)","apus.dev/attempt":"1"}"#
            return .text(200, #"{"metadata":{"name":"p-1a2b3c4d5e6f-a-0-1","uid":"u1","labels":\#(labels)}}"#)
        }
        let launcher = try bench.launcher()
        await #expect(throws: ApusError(.unavailable, "")) {
            try await launcher.launch(bench.attempt, of: PlannedStep(name: "a", command: .shell("true"), image: "i"))
        }
        #expect(try await launcher.stop(bench.attempt) == (isOwn ? .stopping : .absent))
        let deletions = bench.http.exchanges.filter {
            $0.request.method == .delete && $0.request.url.contains("/jobs/")
        }
        #expect(deletions.count == (isOwn ? 1 : 0))
        #expect(deletions.allSatisfy { String(decoding: $0.body, as: UTF8.self).contains(#""uid":"u1""#) })
        #expect(try await launcher.stop(bench.attempt) == .absent)
    }

    @Test(
        "tells what is worth waiting for from what will never be, in the cluster's words",
        arguments: [
            (
                403, #"jobs.batch "x" is forbidden: exceeded quota: q, requested: count/jobs.batch=1"#, "unavailable",
                "quota "
            ),
            (
                409, #"Operation cannot be fulfilled on resourcequotas "q": the object has been modified"#,
                "unavailable", "quota "
            ),
            (500, #"Internal error occurred: failed calling webhook "w": no route"#, "unavailable", "does not answer"),
            (
                400, #"admission webhook "w.example" denied the request: not like this"#, "rejected",
                "'w.example' denied it: not like this"
            ),
            (
                403, #"jobs.batch "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot"#,
                "rejected", "run_as_non_root: true"
            ),
            (
                403, #"jobs.batch is forbidden: User "u" cannot create resource "jobs""#, "forbidden",
                "cannot create resource"
            ),
        ] as [(Int64, String, String, String)])
    func refusals(code: Int64, message: String, kind: String, says: String) async throws {
        let bench = LauncherBench { request, _ in
            request == "POST jobs" ? try LauncherBench.refusal(code, message) : nil
        }
        let launcher = try bench.launcher()
        let error = await #expect(throws: ApusError.self) {
            try await launcher.launch(bench.attempt, of: PlannedStep(name: "a", command: .shell("true"), image: "i"))
        }
        #expect(error?.code.rawValue == kind)
        #expect(error?.reason?.contains(says) == true, "\(String(describing: error))")
    }

    private static let late: [[String: JSONValue]] = {
        let failed: JSONValue = ["type": "Failed", "status": "True", "reason": "DeadlineExceeded"]
        let job: JSONValue = ["conditions": [failed]]
        let pod: JSONValue = ["reason": "DeadlineExceeded"]
        return [["GET jobs": job], ["GET pods": pod], ["GET jobs": job, "GET pods": pod]]
    }()

    @Test(
        "does not start a step again that has passed its deadline, but for its own retries", arguments: [0, 1], late)
    func deadline(retries: Int, late: [String: JSONValue]) async throws {
        let bench = LauncherBench()
        let asked = LauncherBench { request, query in
            guard ["GET jobs", "GET pods"].contains(request) else { return nil }
            #expect(query.contains("step%3Da"))
            return try bench.list(["status": late[request] ?? [:]], named: "one", uid: "uid-1")
        }
        let step = PlannedStep(
            name: "a", command: .shell("true"), image: "i", retry: RetryPolicy(maximumRetries: retries),
            orchestratorSettings: ["active_deadline_seconds": 6])
        let launcher = try asked.launcher(RunPlan(pipeline: "p", stack: "s", steps: [step]))
        let second = Attempt.Key(run: bench.run.id, step: "a", number: 2)
        try await launcher.launch(bench.attempt, of: step)
        if retries == 1 {
            try await launcher.launch(second, of: step)
        } else {
            let error = await #expect(throws: ApusError.self) { try await launcher.launch(second, of: step) }
            #expect(error?.summary == "step 'a' took longer than 6 s")
        }
        let isStarted = asked.http.exchanges.count { $0.request.method == .post } == 2
        #expect(isStarted == (retries == 1))
    }

    private static let killed: [String: JSONValue] = [
        "spec": ["containers": [["name": "main", "resources": ["limits": ["memory": "64Mi"]]]]],
        "status": [
            "phase": "Failed",
            "containerStatuses": [
                [
                    "name": "main",
                    "state": [
                        "terminated": ["exitCode": 137, "reason": "OOMKilled", "startedAt": "2026-11-28T08:00:00Z"]
                    ],
                ]
            ],
        ],
    ]

    @Test("says why an attempt failed that did not report: reason, limit, events and last lines, before it is gone")
    func inquiry() async throws {
        let bench = LauncherBench()
        let asked = LauncherBench { request, query in
            switch request {
            case "GET pods": return try bench.list(Self.killed, named: "pod", uid: "pod-1")
            case "GET jobs": return try bench.list([:], named: "job", uid: "job-1")
            case "GET pods/pod/log":
                #expect(query.contains("tailLines=20") && query.contains("container=main"))
                return .text(200, "loading\nallocating")
            case "GET events" where query.contains("pod-1"):
                return .text(
                    200,
                    #"{"metadata":{},"items":[{"metadata":{"name":"e"},"type":"Warning","reason":"X","message":"a word"}]}"#
                )
            default: return nil
            }
        }
        let launcher = try asked.launcher()
        _ = try await launcher.adopt()
        let seen = try await asked.observations(of: launcher) { $0 == .gone }
        #expect(
            seen == [
                .ended(
                    AttemptFailure(
                        .command,
                        "the container was killed because it used more memory than its limit of 64Mi (OOMKilled, exit "
                            + "code 137); raise 'resources.memory'; the cluster says X: a word; its last lines: loading "
                            + "| allocating", exitCode: 137)), .gone,
            ])
    }

    @Test("lists the Jobs of a run once, when it adopts them, and anew when it observes them again")
    func listings() async throws {
        let bench = LauncherBench()
        let asked = LauncherBench { request, _ in
            switch request {
            case "GET pods": try bench.list(Self.killed, named: "pod", uid: "pod-1")
            case "GET jobs": try bench.list([:], named: "job", uid: "job-1")
            default: nil
            }
        }
        let launcher = try asked.launcher()
        _ = try await launcher.adopt()
        for count in [1, 2] {
            _ = try await asked.observations(of: launcher) { $0 == .gone }
            #expect(asked.listings("jobs") == count)
        }
    }

    @Test("lists no pods where there are no Jobs, and hears of all that come to be")
    func firstListing() async throws {
        let bench = LauncherBench()
        let launcher = try bench.launcher()
        _ = try await launcher.adopt()
        let observing = Task { try await launcher.observe { _ in } }
        try await eventually("both watches") {
            bench.watchedVersions.count == 2
        } otherwise: {
            "\(bench.requests)"
        }
        observing.cancel()
        _ = await observing.result
        #expect(bench.watchedVersions.sorted() == ["", "1"])
        #expect(bench.listings("jobs") == 1 && bench.listings("pods") == 0)
    }

    @Test("looks into a pod that did not start before it deletes its Job")
    func order() async throws {
        let bench = LauncherBench()
        let pending: [String: JSONValue] = [
            "status": [
                "containerStatuses": [["name": "main", "state": ["waiting": ["reason": "ImagePullBackOff"]]]]
            ]
        ]
        let asked = LauncherBench { request, query in
            switch request {
            case "GET pods": try bench.list(pending, named: "pod", uid: "pod-1")
            case "GET jobs": try bench.list([:], named: "job", uid: "job-1")
            case "GET events" where query.contains("pod-1"):
                .text(
                    200,
                    #"{"metadata":{},"items":[{"metadata":{"name":"e"},"type":"Warning","reason":"Failed","message":"no such image"}]}"#
                )
            default: nil
            }
        }
        let step = PlannedStep(
            name: "a", command: .shell("true"), image: "i", orchestratorSettings: ["pod_startup_timeout": 1])
        let launcher = try asked.launcher(RunPlan(pipeline: "p", stack: "s", steps: [step]))
        _ = try await launcher.adopt()
        let seen = try await asked.observations(of: launcher, sending: "DELETE jobs/") {
            if case .ended = $0 { true } else { false }
        }
        let text = "the pod did not start within 1 s: ImagePullBackOff; the cluster says Failed: no such image"
        #expect(seen.last == .ended(AttemptFailure(.infrastructure, text)))
        let read = try #require(asked.requests.firstIndex(of: "GET events"))
        let deleted = try #require(asked.requests.firstIndex { $0.hasPrefix("DELETE jobs/") })
        #expect(read < deleted)
    }

    @Test("says it without events and lines where these cannot be read, and asks nothing about what it stopped itself")
    func noInquiry() async throws {
        let bench = LauncherBench()
        for isStopped in [false, true] {
            let asked = LauncherBench { request, query in
                switch request {
                case "GET pods": return try bench.list(Self.killed, named: "pod", uid: "pod-1")
                case "GET jobs": return try bench.list([:], named: "job", uid: "job-1")
                case "GET pods/pod/log",
                    "GET events" where query.contains("pod-1"):
                    return try LauncherBench.refusal(403, "no")
                default: return nil
                }
            }
            let launcher = try asked.launcher()
            _ = try await launcher.adopt()
            if isStopped { #expect(try await launcher.stop(asked.attempt) == .stopping) }
            let seen = try await asked.observations(of: launcher) { $0 == .gone }
            guard case .ended(let failure?) = seen.first else {
                Issue.record("\(seen)")
                continue
            }
            #expect(failure.message.hasSuffix("raise 'resources.memory'"))
            #expect(asked.http.exchanges.contains { $0.request.url.contains("/log") } == !isStopped)
        }
    }
}
