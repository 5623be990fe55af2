import ApusDriver
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesDriver
import KubernetesManifests
import Logging
import Testing

@Suite("The launcher of step pods")
struct StepLauncherTests {
    private let run = Run(
        id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: "r-1", pipeline: "p", stack: "s",
        createdAt: Date(timeIntervalSince1970: 0))
    private let http = ScriptedHTTPClient { request, body in
        guard request.method == .post else { return .text(200, #"{"metadata":{"name":"x"},"kind":"Status"}"#) }
        return .text(201, String(decoding: body, as: UTF8.self))
    }

    private func launcher(_ plan: RunPlan) throws -> KubernetesStepLauncher {
        let access = try ClusterAccess(
            server: "https://cluster.test:6443", name: "test", namespace: "zenml",
            credential: .token(SecretString("secret-token")))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let options = try PlanOptions(plan)
        let http = http
        return KubernetesStepLauncher(
            client: KubernetesClient(access, retry: RetryPolicy(attempts: 1), logger: logger, http: { _ in http }),
            run: run, options: options,
            manifests: JobManifest(
                run: run, plan: plan, options: options, server: ServerEnvironment(url: "", token: .secret("t")),
                pullSecret: "pull"),
            namespace: "zenml", owner: JobOwner(name: "o", uid: "u"), logger: logger)
    }

    @Test("makes, finds and deletes a step's Job under one name, whatever prefix the step has")
    func names() async throws {
        let steps = [
            PlannedStep(name: "a", command: .shell("true"), image: "i"),
            PlannedStep(
                name: "b", command: .shell("true"), image: "i", orchestratorSettings: ["job_name_prefix": "team"]),
        ]
        let launcher = try launcher(RunPlan(pipeline: "p", stack: "s", steps: steps))
        for (step, name) in zip(steps, ["p-1a2b3c4d5e6f-a-0-1", "team-p-1a2b3c4d5e6f-b-1-1"]) {
            let attempt = Attempt.Key(run: run.id, step: step.name, number: 1)
            try await launcher.launch(attempt, of: step)
            let made = try #require(http.exchanges.last)
            let job = try CanonicalJSON.decode(JSONValue.self, from: made.body)
            #expect(job["metadata"]?["name"]?.stringValue == name)
            #expect(job["spec"]?["template"]?["spec"]?["imagePullSecrets"] == [["name": "pull"]])
            #expect(try await launcher.stop(attempt) == .stopping)
            let deleted = http.exchanges.map(\.request).filter { $0.method == .delete }.map(\.url)
            #expect(deleted.contains { $0.contains("/jobs/\(name)") }, "\(deleted)")
        }
    }
}
