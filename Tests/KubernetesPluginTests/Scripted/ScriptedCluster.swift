import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Logging
import SystemPackage

@testable import KubernetesPlugin

/// An API server that keeps what is created, and what it was asked for.
final class ScriptedCluster: Sendable {
    let http: ScriptedHTTPClient

    /// - Parameters:
    ///   - refusals: status and message by the name of a resource that cannot be created: `jobs`.
    ///   - log: what pods printed.
    ///   - minor: of its version, the second number.
    init(
        refusing refusals: [String: (code: Int, words: String)] = [:],
        log: AsyncThrowingStream<Data, any Error>? = nil, minor: Int = 20
    ) {
        http = ScriptedHTTPClient { request, body in
            let path = request.url.split(separator: "?").first.map(String.init) ?? ""
            let resource = path.split(separator: "/").last.map(String.init) ?? ""
            if request.method == .post, let refusal = refusals[resource] {
                let status: JSONValue = [
                    "kind": "Status", "status": "Failure", "code": .integer(Int64(refusal.code)),
                    "message": .string(refusal.words),
                    "reason": refusal.code == 409 ? "AlreadyExists" : "Invalid",
                ]
                return .text(refusal.code, try CanonicalJSON.text(status))
            }
            if resource == "version" {
                return .text(200, #"{"major":"1","minor":"\#(minor)","gitVersion":"v1.\#(minor).2"}"#)
            }
            if let log, resource == "log" { return ScriptedHTTPResponse(status: 200, body: log) }
            if request.method == .get, resource == "pods" { return .text(200, Self.endedPods) }
            guard request.method == .post else { return .text(200, #"{"metadata":{"name":"x"}}"#) }
            let object = try CanonicalJSON.decode(JSONValue.self, from: body)
            return .text(201, try CanonicalJSON.text(object.merging(["metadata": ["uid": "the-uid"]])))
        }
    }

    private static let endedPods =
        #"{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"x"},"status":{"phase":"Succeeded"}}]}"#

    /// The URLs of all requests.
    var urls: [String] { http.exchanges.map(\.request.url) }

    /// Method and path of every request, without what comes before the namespace's name.
    var requests: [String] {
        http.exchanges.map { exchange in
            let path = exchange.request.url.split(separator: "?").first ?? ""
            return "\(exchange.request.method.rawValue) \(path.split(separator: "/namespaces/zenml/").last ?? "")"
        }
    }

    /// The bodies of requests whose description is `request`.
    func bodies(of request: String) -> [JSONValue] {
        zip(requests, http.exchanges).filter { $0.0 == request }
            .compactMap { try? CanonicalJSON.decode(JSONValue.self, from: $0.1.body) }  // a DELETE has none
    }

    func client() throws -> KubernetesClient {
        let access = try ClusterAccess(
            server: "https://cluster.test:6443", name: "test", namespace: "zenml",
            credential: .token(SecretString("secret-token")))
        return KubernetesClient(
            access, retry: RetryPolicy(attempts: 1), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            http: { [http] _ in http })
    }

    func orchestrator(_ options: [String: JSONValue] = [:]) throws -> KubernetesOrchestrator {
        let component = Component(
            type: .orchestrator, name: "k8s", flavor: "kubernetes", configuration: options,
            createdAt: Date(timeIntervalSince1970: 0))
        return KubernetesOrchestrator(
            configuration: try KubernetesOrchestratorConfiguration(options, of: "orchestrator 'k8s'"),
            context: ComponentContext(
                component: component, home: FilePath("/nowhere"), logger: Logger(label: "test")),
            reached: try client())
    }

    /// A run of two steps.
    static func run(
        _ options: [String: JSONValue] = [:], server: RunEnvironment.Server?,
        registry: (any ContainerRegistry)? = nil
    ) -> SubmittedRun {
        let plan = RunPlan(
            pipeline: "p", stack: "s", orchestratorSettings: options, orchestratorImage: "i@sha256:1",
            steps: ["a", "b"].map {
                PlannedStep(name: $0, command: .shell("true"), image: "i@sha256:1", orchestratorSettings: options)
            })
        let run = Run(
            id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: "r-1", pipeline: "p", stack: "s",
            createdAt: Date(timeIntervalSince1970: 0))
        return SubmittedRun(
            run: run, plan: plan,
            environment: RunEnvironment(
                store: InMemoryMetadataStore(), artifactStore: InMemoryArtifactStore(), containerRegistry: registry,
                server: server, programs: FilePath("/nowhere")))
    }
}
