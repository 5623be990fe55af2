import ApusHTTP
public import ApusModel
public import KubernetesClient
import KubernetesManifests

/// What somebody else does to the cluster while the run goes on.
extension ClusterTrial {
    /// Makes an object of the core group in the trial's namespace.
    /// - Parameter resource: `pods`, or `pods/NAME/eviction`.
    @discardableResult
    public func create(_ resource: String, _ object: JSONValue) async throws -> JSONValue {
        let version: JSONValue = object["apiVersion"] == nil ? ["apiVersion": "v1"] : [:]
        return try await cluster.send(.post, path(resource), object.merging(version))
    }

    /// Deletes one object of the core group, `pods/NAME`, or all of a kind, in the trial's namespace.
    public func delete(_ resource: String) async throws { try await cluster.send(.delete, path(resource)) }

    /// Changes an object of the core group in the trial's namespace by a JSON merge patch.
    public func change(_ resource: String, _ change: JSONValue) async throws {
        try await cluster.merge(path(resource), change)
    }

    /// A pod of the step, once one runs.
    public func runningPod(of step: String) async throws -> Pod {
        try await wait(for: "a running pod of \(step)") {
            try await pods().contains { $0.phase == .running && Self.step(of: $0) == step }
        }
        guard let pod = try await pods().first(where: { $0.phase == .running && Self.step(of: $0) == step }) else {
            throw ApusError(.notFound, "no pod of \(step) runs any more")
        }
        return pod
    }

    private static func step(of pod: Pod) -> String? { ObjectLabel.attemptKey(in: pod.metadata.labels)?.step }

    private func path(_ resource: String) -> String { "/api/v1/namespaces/\(namespace)/\(resource)" }
}
