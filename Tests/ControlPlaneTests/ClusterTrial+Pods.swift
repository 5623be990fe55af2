import ApusHTTP
import ApusModel
import HollowCluster
import KubernetesClient
import Testing
import Waiting

extension ClusterTrial {
    /// Expects that the step's first attempt was lost to the infrastructure and that the record has these words.
    func expectLoss(
        of step: String, saying words: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let failure = try await steps()[step]?.attempts.first?.failure
        let isTold = words.allSatisfy { failure?.message.contains($0) == true }
        #expect(
            failure?.kind == .infrastructure && isTold, "\(String(describing: failure))", sourceLocation: sourceLocation
        )
    }

    /// Has a pod evicted
    /// (https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/).
    func evict(_ pod: String) async throws {
        let isOld = try await cluster.client.serverVersion() < ServerVersion(major: 1, minor: 22, description: "")
        let version: JSONValue = isOld ? "policy/v1beta1" : "policy/v1"
        try await create(
            "pods/\(pod)/eviction",
            ["apiVersion": version, "kind": "Eviction", "metadata": ["name": .string(pod)]])
    }

    /// Gives the trial's nodes more labels.
    func label(_ labels: JSONValue) async throws {
        for node in kubelet.nodes {
            try await cluster.merge("/api/v1/nodes/\(node.name)", ["metadata": ["labels": labels]])
        }
    }

    /// Calls `body` while a pod of high priority wants the trial's node.
    func withImportantPod(_ body: () async throws -> Void) async throws {
        let classes = "/apis/scheduling.k8s.io/v1/priorityclasses"
        try await cluster.send(
            .post, classes,
            [
                "apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": ["name": .string(namespace)],
                "value": 1000,
            ])
        let settings = HollowNode.podSettings(pool: namespace)
        // The server admits pods by what it has heard of classes, which may be a moment old.
        _ = try await persistently(while: { ($0 as? ApusError)?.code == .rejected }) {
            try await create(
                "pods",
                [
                    "kind": "Pod", "metadata": ["name": "important"],
                    "spec": [
                        "priorityClassName": .string(namespace), "nodeSelector": settings["node_selectors"] ?? .null,
                        "tolerations": settings["tolerations"] ?? .null,
                        "containers": [["name": "main", "image": "hollow"]],
                    ],
                ])
        }
        try await body()
        try await delete("pods/important")
        try await cluster.send(.delete, "\(classes)/\(namespace)")
    }
}
