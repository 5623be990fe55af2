import ApusCore
import ApusHosting
import ApusModel
import ApusTestKit
import FoundationEssentials
import HollowCluster
import KubernetesClient
import KubernetesServer
import Logging
import Testing

/// On a real API server and its controllers. No node ever gets the pods, because nobody gives their volume; that they are
/// ready says the test.
@Suite(
    "A server in a cluster", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .serialized,
    .timeLimit(.minutes(20)))
struct ServerHostTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private let endpoint: ClusterEndpoint
    private let namespace = "apus-\(Identifier<Run>.make().short)"

    init() throws { endpoint = try .current() }

    private var host: KubernetesServerHost {
        KubernetesServerHost(logger: Self.quiet) { [access = endpoint.access] in access }
    }

    private var deployment: ServerDeployment {
        ServerDeployment(
            place: namespace, image: "apus.invalid/apus-server@sha256:\(String(repeating: "1", count: 64))",
            version: "0.1.0", storage: .init(size: "1Gi", storageClass: "apus-none"), patience: .seconds(60))
    }

    @Test("keeps the contract", arguments: ServerHostConformance.Check.all)
    func contract(check: ServerHostConformance.Check) async throws {
        try await withReadiness { _ in
            var deployment = deployment
            deployment.version = "0.2.0"
            try await ServerHostConformance(.init(host: host, deployment: deployment)).run(check)
        }
    }

    @Test("is changed in place on its volume, and removed so that nothing is left")
    func course() async throws {
        try await withReadiness { client in
            let first = try await host.deploy(deployment) { _ in }
            #expect(first.url == "http://apus-server.\(namespace).svc:8237")
            let volume = try await volume(client)
            var changed = deployment
            changed.image = changed.image.replacing("111", with: "222")
            changed.version = "0.2.0"
            changed.pullCredentials = ["apus.invalid": RegistryCredential(username: "u", password: SecretString("p"))]
            changed.entrance = .init(host: "apus.invalid", ingressClass: nil, certificateSecret: "tls")
            #expect(try await host.deploy(changed) { _ in }.entrance == "https://apus.invalid")
            #expect(try await labelled(client) == Self.full)

            changed.pullCredentials = [:]
            changed.entrance = nil
            _ = try await host.deploy(changed) { _ in }
            let plain = Self.full.subtracting(["ingresses/apus-server", "secrets/apus-server-pull"])
            #expect(try await labelled(client) == plain)

            _ = try await host.undeploy(from: namespace, deletesData: false)
            let data: Set = ["persistentvolumeclaims/apus-server-data", "secrets/apus-server-first-password"]
            #expect(try await labelled(client) == data)
            _ = try await host.deploy(changed) { _ in }
            #expect(try await self.volume(client) == volume)

            let gone = try await host.undeploy(from: namespace, deletesData: true)
            #expect(gone.removed.contains("Namespace '\(namespace)'") && gone.kept.isEmpty, "\(gone)")
            await #expect(throws: ApusError(.notFound, "")) {
                let _: UntypedObject = try await client.get(.namespaces, namespace)
            }
        }
    }

    @Test("has rights in the namespaces whose pods it has to know, and in no others later")
    func rights() async throws {
        try await withReadiness { client in
            var trusting = deployment
            trusting.trustedPlaces = ["default", "kube-public"]
            _ = try await host.deploy(trusting) { _ in }
            #expect(try await rights(client) == ["/", "default/", "kube-public/"])
            trusting.trustedPlaces = ["default"]
            _ = try await host.deploy(trusting) { _ in }
            #expect(try await rights(client) == ["/", "default/"])
            _ = try await host.deploy(deployment) { _ in }
            #expect(try await rights(client) == [])
            _ = try await host.deploy(trusting) { _ in }
            let gone = try await host.undeploy(from: namespace, deletesData: true)
            #expect(try await rights(client) == [])
            let name = "apus-server-\(namespace)"
            #expect(gone.removed.contains("Role '\(name)' in namespace 'default'"), "\(gone)")
        }
    }

    /// The namespaces of the server's roles that are bound, with nothing for the cluster's.
    private func rights(_ client: KubernetesClient) async throws -> Set<String> {
        func places(_ kind: ResourceKind<UntypedObject>) async throws -> Set<String> {
            let selector = ObjectSelector(
                labels: "apus.dev/server-namespace=\(namespace)", allNamespaces: kind.isNamespaced)
            return Set(try await client.list(kind, matching: selector).items.map { "\($0.metadata.namespace ?? "")/" })
        }
        let roles = try await places(.roles).union(places(.clusterRoles))
        let bindings = try await places(.roleBindings).union(places(.clusterRoleBindings))
        #expect(roles == bindings)
        return roles
    }

    @Test("leaves a namespace that was there before, and one in which others have something")
    func namespaces() async throws {
        try await withReadiness { client in
            let manifest: JSONValue = [
                "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(namespace)],
            ]
            try await client.create(manifest, as: .namespaces)
            _ = try await host.deploy(deployment) { _ in }
            let gone = try await host.undeploy(from: namespace, deletesData: true)
            #expect(!gone.removed.contains { $0.hasPrefix("Namespace") })
            #expect(try await labelled(client) == [])

            let own = try host.manifests(of: deployment)[0]
            let _: UntypedObject = try await client.patch(.namespaces, namespace, with: .apply(own))
            let other: JSONValue = [
                "apiVersion": "v1", "kind": "ConfigMap",
                "metadata": ["name": "others", "namespace": .string(namespace)],
            ]
            try await client.create(other, as: .configMaps)
            _ = try await host.deploy(deployment) { _ in }
            let result = try await host.undeploy(from: namespace, deletesData: true)
            #expect(result.kept == ["Namespace '\(namespace)': it has ConfigMap 'others'"])
        }
    }

    @Test("is not installed over what is not of Apus")
    func others() async throws {
        try await withReadiness { client in
            let manifests = try host.manifests(of: deployment)
            try await client.create(manifests[0], as: .namespaces)
            var strange = try #require(manifests.first { $0["kind"] == "Deployment" })
            strange = strange.merging([
                "metadata": ["labels": ["app.kubernetes.io/managed-by": "helm"]], "spec": ["replicas": 0],
            ])
            try await client.create(strange, as: .deployments, in: namespace)
            await #expect(throws: ApusError(.alreadyExists, "")) { _ = try await host.deploy(deployment) { _ in } }
            #expect(try await labelled(client) == [])
        }
    }

    @Test("that never gets ready is told of with what its pod waits for, and stays")
    func unready() async throws {
        try await withReadiness(isPlayed: false) { client in
            var impatient = deployment
            impatient.patience = .seconds(3)
            do {
                _ = try await host.deploy(impatient) { _ in }
                Issue.record("it is ready")
            } catch let error as ApusError {
                #expect(error.code == .timedOut && error.hint?.contains("kubectl") == true, "\(error)")
            }
            #expect(try await labelled(client).contains("deployments/apus-server"))
        }
    }

    private static let full: Set<String> = [
        "serviceaccounts/apus-server", "persistentvolumeclaims/apus-server-data", "networkpolicies/apus-server",
        "services/apus-server", "ingresses/apus-server", "deployments/apus-server", "secrets/apus-server-pull",
        "secrets/apus-server-first-password",
    ]

    /// What has the server's labels.
    private func labelled(_ client: KubernetesClient) async throws -> Set<String> {
        let kinds: [ResourceKind<UntypedObject>] = [
            .serviceAccounts, .volumeClaims, .services, .secrets, .deployments, .networkPolicies, .ingresses,
        ]
        var found: Set<String> = []
        for kind in kinds {
            let selector = ObjectSelector.labels("app.kubernetes.io/name=apus-server,app.kubernetes.io/managed-by=apus")
            for object in try await client.list(kind, in: namespace, matching: selector).items {
                found.insert("\(kind.plural)/\(object.metadata.name)")
            }
        }
        return found
    }

    /// The identity of the volume claim.
    private func volume(_ client: KubernetesClient) async throws -> String {
        try await client.get(.volumeClaims, "apus-server-data", in: namespace).metadata.uid
    }

    /// Calls `body` while pods of the server become ready, and removes the namespace.
    /// - Parameter isPlayed: whether they do.
    private func withReadiness(
        isPlayed: Bool = true, _ body: (KubernetesClient) async throws -> Void
    ) async throws {
        let client = endpoint.client
        let player = Task { while isPlayed { try await makeReady(client) } }
        defer { player.cancel() }
        do {
            try await body(client)
        } catch {
            try await client.delete(.namespaces, namespace)
            throw error
        }
        try await client.delete(.namespaces, namespace)
    }

    private func makeReady(_ client: KubernetesClient) async throws {
        let pods: ObjectList<Pod> = try await client.list(.pods, in: namespace)
        for pod in pods.items where !pod.conditions.contains(where: { $0.type == "Ready" && $0.isTrue }) {
            let status: JSONValue = [
                "status": [
                    "phase": "Running",
                    "conditions": [["type": "Ready", "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"]],
                ]
            ]
            // One that is gone by now needs no status.
            _ = try? await endpoint.merge("/api/v1/namespaces/\(namespace)/pods/\(pod.metadata.name)/status", status)
        }
        try await Task.sleep(for: .milliseconds(200))
    }
}
