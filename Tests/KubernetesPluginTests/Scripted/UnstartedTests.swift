import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Logging
import Synchronization
import Testing

@testable import KubernetesPlugin

@Suite("What has no pod", .timeLimit(.minutes(20)))
struct UnstartedTests {
    /// - Parameters:
    ///   - answers: to listings, by the resource's name; the last answer of each is repeated.
    private func client(_ answers: [String: [String]]) throws -> KubernetesClient {
        let rest = Mutex(answers)
        let http = ScriptedHTTPClient { request, _ in
            let path = request.url.split(separator: "?").first ?? ""
            let resource = path.split(separator: "/").last.map(String.init) ?? ""
            let items = rest.withLock { rest -> String in
                guard let first = rest[resource]?.first else { return "" }
                if rest[resource]?.count ?? 0 > 1 { rest[resource]?.removeFirst() }
                return first
            }
            return .text(200, #"{"metadata":{"resourceVersion":"1"},"items":[\#(items)]}"#)
        }
        let access = try ClusterAccess(
            server: "https://cluster.test:6443", name: "test", namespace: "zenml",
            credential: .token(SecretString("secret-token")))
        return KubernetesClient(
            access, retry: RetryPolicy(attempts: 1), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            http: { _ in http })
    }

    private func orchestrator(_ client: KubernetesClient) throws -> KubernetesOrchestrator {
        let base = try ScriptedCluster().orchestrator()
        return KubernetesOrchestrator(configuration: base.configuration, context: base.context, reached: client)
    }

    private static func failedCreate(_ words: String) -> String {
        #"{"metadata":{"name":"e"},"type":"Warning","reason":"FailedCreate","message":"Error creating: \#(words)"}"#
    }

    private static let quota = failedCreate("pods is forbidden: exceeded quota: q, requested: pods=1")
    private static let account = failedCreate(#"error looking up service account: serviceaccount \"sa\" not found"#)

    @Test("is told once while a quota holds the orchestrator pod back, until it is there")
    func waits() async throws {
        let client = try client(["pods": ["", "", "", #"{"metadata":{"name":"p"}}"#], "events": [Self.quota]])
        let lines = Mutex<[String]>([])
        try await orchestrator(client).awaitDriver(
            of: ScriptedCluster.run(server: nil), client, firstPause: .zero
        ) { line in lines.withLock { $0.append(line.text) } }
        let told = lines.withLock { $0 }
        #expect(told.count == 1)
        #expect(told.first?.contains("has no pod, and waits: quota q, requested: pods=1; raise the quota") == true)
    }

    @Test("ends the run as failed when the cluster will never take the orchestrator pod")
    func refused() async throws {
        let client = try client(["events": [Self.account]])
        let submitted = ScriptedCluster.run(server: nil)
        let store = submitted.environment.store
        try await store.create(submitted.run, plan: submitted.plan)
        try await orchestrator(client).awaitDriver(of: submitted, client, firstPause: .zero) { _ in }
        let run = try #require(try await store.run(submitted.run.id))
        #expect(run.status == .failed)
        #expect(
            run.reason?.hasPrefix("the cluster refuses the orchestrator pod: there is no service account 'sa'") == true)
    }

    @Test(
        "is explained by what the Job controller says, or by what the orchestrator told when there is no Job",
        arguments: [
            (
                ["jobs": [#"{"metadata":{"name":"j"}}"#], "events": [quota]],
                "Its Job 'j' has no pod yet, and waits: quota q, requested: pods=1; raise the quota"
            ),
            (
                [
                    "jobs": [
                        #"{"metadata":{"name":"j"},"status":{"conditions":[{"type":"Suspended","status":"True"}]}}"#
                    ]
                ], "Its Job 'j' is suspended: it waits for a queue"
            ), (["jobs": [#"{"metadata":{"name":"j"}}"#]], "Its Job 'j' has no pod in namespace 'zenml'"),
            (
                ["events": [#"{"metadata":{"name":"e"},"reason":"StepWaiting","message":"step 'a' waits: quota q"}"#]],
                "It has no Job in namespace 'zenml' of cluster 'test'; its orchestrator says: step 'a' waits: quota q."
            ), ([:], "It has no Job in namespace 'zenml' of cluster 'test'."),
        ] as [([String: [String]], String)])
    func situation(answers: [String: [String]], says: String) async throws {
        let run = ScriptedCluster.run(server: nil).run
        let text = try await orchestrator(client(answers)).situation(
            of: Attempt.Key(run: run.id, step: "a", number: 1), in: run)
        #expect(text?.hasPrefix(says) == true, "\(text ?? "nothing")")
    }
}
