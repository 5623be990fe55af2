import ApusHTTP
import ApusModel
import FoundationEssentials
import HollowCluster
import KubernetesClient
import KubernetesManifests
import Synchronization
import Testing
import Waiting

/// Rows 7 to 14, 27 and 32 of the table of faults: requests that fail, and what each costs.
@Suite("Faults of requests", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct RequestFaultTests {
    private static let creation = RequestPattern("create", "jobs")

    @Test func `row 7: an API server that is away for a while fails no step`() async throws {
        let setup = TrialSetup([.hollow("a"), .hollow("b", after: ["a"]), .hollow("c", after: ["b"])]) { _, player in
            player.script(lasting: .milliseconds(500))
        }
        try await ClusterTrial.run(setup) { trial in
            let driving = Task { try await trial.drive() }
            _ = try await trial.runningPod(of: "a")
            await trial.proxy.refuseConnections()
            try await trial.wait(for: "the end of a and a try to reach the API server") {
                try await trial.steps()["a"]?.status == .succeeded
                    && !trial.logged("unavailable, trying again", "launch an attempt").isEmpty
            }
            try await trial.proxy.acceptConnections()
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 1, "b": 1, "c": 1])
        }
    }

    @Test func `row 8: a pause that the server asks for is kept`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a")])) { trial in
            trial.proxy.inject(
                .answer(.failure(429, "TooManyRequests", "too many", headers: ["Retry-After": "2"])),
                into: Self.creation)
            try await trial.expectEnd(.succeeded, attempts: ["a": 1])
            let creations = trial.proxy.record(of: "create", "jobs")
            #expect(creations.map(\.status) == [429, 201])
            #expect(creations[1].arrived - creations[0].arrived >= .seconds(2))
        }
    }

    @Test func `row 8: a server that says no more than 429 is asked again more and more slowly, and it is told`()
        async throws
    {
        let steps = (0..<10).map { PlannedStep.hollow("s\($0)") }
        try await ClusterTrial.run(TrialSetup(steps)) { trial in
            trial.proxy.inject(.answer(.failure(429, "TooManyRequests", "too many")), into: Self.creation, times: 60)
            try await trial.expectEnd(
                .succeeded, attempts: Dictionary(uniqueKeysWithValues: steps.map { ($0.name, 1) }))
            #expect(trial.proxy.count("create", "jobs") == 70)
            #expect(!trial.logged("unavailable, trying again", "launch an attempt", "too many").isEmpty)
            // Clients that start together do not come back together.
            let arrivals = trial.proxy.record(of: "create", "jobs").map(\.arrived)
            #expect(arrivals[69] - arrivals[0] > .milliseconds(300))
        }
    }

    @Test func `row 8: requests that the server queues are waited for`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a"), .hollow("b")])) { trial in
            trial.proxy.inject(.delay(.seconds(2)), into: .any, times: nil)
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1])
            #expect(trial.proxy.count("create", "jobs") == 2)
        }
    }

    static let refusals: [(Int, String, String)] = [
        (500, "InternalError", "etcdserver: leader changed"),
        (503, "ServiceUnavailable", "the server is shutting down"),
        (504, "Timeout", "etcdserver: request timed out"),
    ]

    @Test(arguments: refusals, [false, true])
    func `row 9: a creation that the server cannot answer is sent again, and there is one pod`(
        refusal: (Int, String, String), isApplied: Bool
    ) async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a"), .hollow("b", after: ["a"])])) { trial in
            let failure = ProxyAnswer.failure(refusal.0, refusal.1, refusal.2)
            trial.proxy.inject(isApplied ? .rewrite { $0 = failure } : .answer(failure), into: Self.creation, times: 3)
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1])
            #expect(try await trial.pods().count == 2)
            #expect(try await trial.jobs().count == 2)
        }
    }

    @Test(arguments: [1, 2])
    func `row 10: a creation that was done but not answered is taken over`(losses: Int) async throws {
        // The step goes on until its Job was taken over: an attempt that ends before is not asked about.
        let gate = Gate()
        let setup = TrialSetup([.hollow("a")]) { _, player in player.script { try await gate.pass() } }
        try await ClusterTrial.run(setup) { trial in
            trial.proxy.inject(.unanswered, into: Self.creation, times: losses)
            async let ending = trial.expectEnd(.succeeded, attempts: ["a": 1])
            try await trial.wait(for: "the Job's owner to be looked up") { trial.proxy.count("get", "jobs") >= 1 }
            gate.open()
            _ = try await ending
            #expect(try await trial.pods().count == 1)
            #expect(trial.proxy.record(of: "create", "jobs").contains { $0.status == 409 })
        }
    }

    @Test func `row 10: a request whose connection ends before the server sees it is sent again`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a")])) { trial in
            trial.proxy.inject(.dropped, into: .any, skipping: 1, times: 6)
            try await trial.expectEnd(.succeeded, attempts: ["a": 1])
        }
    }

    @Test func `row 11: a Job of somebody else under the step's name is left alone, and said`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a")])) { trial in
            let attempt = Attempt.Key(run: trial.run.id, step: "a", number: 1)
            let name = ObjectNames(run: trial.run, plan: trial.plan).stepJob(of: attempt)
            let container: JSONValue = ["name": "main", "image": "foreign"]
            let foreign = try await trial.cluster.send(
                .post, "/apis/batch/v1/namespaces/\(trial.namespace)/jobs",
                [
                    "apiVersion": "batch/v1", "kind": "Job",
                    "metadata": ["name": .string(name), "labels": ["run": "another"]],
                    "spec": [
                        "parallelism": 0, "template": ["spec": ["restartPolicy": "Never", "containers": [container]]],
                    ],
                ])
            try await trial.expectEnd(.failed, attempts: ["a": 1])
            let reason = try #require(try await trial.steps()["a"]?.reason)
            #expect(reason.contains(name) && reason.contains("not of this run"), "\(reason)")
            let kept: Job = try await trial.cluster.client.get(.jobs, name, in: trial.namespace)
            #expect(kept.metadata.uid == foreign["metadata"]?["uid"]?.stringValue)
        }
    }

    @Test func `row 12: a step that a quota on Jobs refuses waits, and goes on when there is room`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a")])) { trial in
            // The Job that owns the run's counts.
            try await trial.quota(["count/jobs.batch": "1"])
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "word of the quota") {
                !trial.logged("unavailable, trying again", "quota", "count/jobs.batch").isEmpty
            }
            #expect(try await trial.steps()["a"]?.status == .launching)
            try await trial.delete("resourcequotas/quota")
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 1])
        }
    }

    @Test func `row 12: a pod that a quota refuses waits, and its step does not fail`() async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a")])) { trial in
            try await trial.quota(["pods": "0"])
            let driving = Task { try await trial.drive() }
            try await trial.wait(for: "the Job without pods") { try await trial.jobs().count == 1 }
            try await trial.delete("resourcequotas/quota")
            try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 1])
        }
    }

    @Test(arguments: [(400, "BadRequest"), (403, "Forbidden")])
    func `row 13: what an admission webhook refuses fails at once, in the webhook's words`(
        code: Int, reason: String
    ) async throws {
        try await ClusterTrial.run(TrialSetup([.hollow("a", retries: 2)])) { trial in
            let words = #"admission webhook "policy.test" denied the request: no team label"#
            trial.proxy.inject(.answer(.failure(code, reason, words)), into: Self.creation, times: nil)
            try await trial.expectEnd(.failed, attempts: ["a": 1])
            let told = try await trial.steps()["a"]?.reason ?? ""
            #expect(told.contains("policy.test") && told.contains("no team label"), "\(told)")
            #expect(trial.proxy.count("create", "jobs") == 1)
        }
    }

    @Test func `row 13: a sidecar that never ends does not keep the run`() async throws {
        let sidecar: JSONValue = ["containers": [["name": "proxy", "image": "sidecar"]]]
        var setup = TrialSetup([.hollow("a"), .hollow("b", after: ["a"])]) { _, player in
            player.script(ending: .mainExit(0))
        }
        setup.settings = ["pod_settings": ["additional_pod_spec_args": sidecar]]
        try await ClusterTrial.run(setup) { trial in
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1])
            try await trial.wait(for: "the end of the sidecars") { try await trial.pods().isEmpty }
        }
    }

    @Test func `row 14: a warning of the server is told once`() async throws {
        let steps = (0..<5).map { PlannedStep.hollow("s\($0)") }
        try await ClusterTrial.run(TrialSetup(steps)) { trial in
            trial.proxy.inject(
                .rewrite { $0.headers.append("Warning", #"299 - "would violate PodSecurity \"restricted\"""#) },
                into: Self.creation, times: nil)
            try await trial.expectEnd(.succeeded)
            #expect(trial.logged("the cluster warns", #"would violate PodSecurity "restricted""#).count == 1)
        }
    }

    @Test func `row 14: the API server's own warning of an old version is told once`() async throws {
        let old = ResourceKind<UntypedObject>(
            group: "extensions", version: "v1beta1", plural: "ingresses", kind: "Ingress")
        try await ClusterTrial.run(TrialSetup([])) { trial in
            let client = try trial.client()
            guard try await client.serves(old) else { return }  // From Kubernetes 1.22 on.
            for _ in 0..<2 { _ = try await client.list(old) }
            #expect(trial.logged("the cluster warns", "deprecated").count == 1)
        }
    }

    @Test(arguments: [-600.0, 600])
    func `row 27: a clock that is ten minutes off fails nothing`(offset: Double) async throws {
        var setup = TrialSetup([.hollow("a"), .hollow("b", after: ["a"])]) { _, player in
            player.script(lasting: .milliseconds(300))
        }
        setup.settings = ["pod_startup_timeout": 60]
        try await ClusterTrial.run(setup) { trial in
            // The same as a driver's clock that is wrong in the other direction.
            trial.proxy.inject(
                .edit { number, line in
                    number < 0 ? [] : [.line(Self.shiftingTimes(String(decoding: line, as: UTF8.self), by: offset))]
                }, into: RequestPattern("watch"), times: nil)
            trial.proxy.inject(
                .rewrite { $0.headers["Date"] = "Thu, 01 Jan 1970 00:00:00 GMT" }, into: .any, times: nil)
            try await trial.expectEnd(.succeeded, attempts: ["a": 1, "b": 1])
        }
    }

    /// Every time in `text`, moved.
    private static func shiftingTimes(_ text: String, by seconds: Double) -> String {
        text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) { match in
            guard let date = Timestamp.date(String(match.output)) else { return String(match.output) }
            return String(Timestamp.text(date.addingTimeInterval(seconds)).prefix(19)) + "Z"
        }
    }

    @Test func `row 32: a token file that was rotated is read again when the old token is refused`() async throws {
        try await Self.withTokenFile { file, rewrite in
            let gate = Gate()
            let setup = TrialSetup([.hollow("a"), .hollow("b", after: ["a"])]) { _, player in
                player.script { try await gate.pass() }
            }
            try await ClusterTrial.run(setup) { trial in
                let old = try await trial.serviceAccountToken()
                try rewrite(old)
                let driving = Task { try await trial.drive(as: .tokenFile(file)) }
                try await trial.wait(for: "the first step") { gate.count == 1 }
                trial.proxy.inject(Self.unauthorized, into: Self.bearing(old), times: nil)
                var new = old
                // Those of the same second are the same.
                try await eventually("another token", every: .milliseconds(200)) {
                    new = try await trial.serviceAccountToken()
                    return new != old
                }
                try rewrite(new)
                gate.open()
                try await trial.expect(try await driving.value, .succeeded, attempts: ["a": 1, "b": 1])
                let refused = trial.proxy.record.filter { $0.status == 401 }
                #expect((1...4).contains(refused.count), "\(refused)")
            }
        }
    }

    @Test func `row 32: a token that was revoked is said, after one more reading of its file`() async throws {
        try await Self.withTokenFile { file, rewrite in
            let gate = Gate()
            let setup = TrialSetup([.hollow("a"), .hollow("b", after: ["a"])]) { _, player in
                player.script { try await gate.pass() }
            }
            try await ClusterTrial.run(setup) { trial in
                let token = try await trial.serviceAccountToken()
                try rewrite(token)
                let driving = Task { try await trial.drive(as: .tokenFile(file)) }
                try await trial.wait(for: "the first step") { gate.count == 1 }
                trial.proxy.inject(Self.unauthorized, into: Self.bearing(token), times: nil)
                gate.open()
                try await trial.expect(try await driving.value, .failed, attempts: ["a": 1, "b": 1])
                let reason = try await trial.steps()["b"]?.reason ?? ""
                #expect(reason.contains("does not accept the credentials"), "\(reason)")
                let creations = trial.proxy.record(of: "create", "jobs").filter { $0.status == 401 }
                #expect(creations.count == 2, "\(creations)")
            }
        }
    }

    private static let unauthorized = Fault.answer(.failure(401, "Unauthorized", "Unauthorized"))

    private static func bearing(_ token: String) -> RequestPattern {
        RequestPattern { $0.headers["Authorization"] == "Bearer \(token)" }
    }

    @Test func `a run of 50 steps costs at most 2.2 requests a step`() async throws {
        let steps = (0..<50).map { PlannedStep.hollow("s\($0)") }
        try await ClusterTrial.run(TrialSetup(steps)) { trial in
            try await trial.expectEnd(.succeeded)
            let record = trial.proxy.record
            #expect(Double(record.count) <= 2.2 * 50, "\(record)")
            #expect(trial.proxy.count("create", "jobs") == 50)
        }
    }
}
