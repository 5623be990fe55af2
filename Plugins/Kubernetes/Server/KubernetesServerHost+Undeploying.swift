public import ApusHosting
import ApusModel
import KubernetesClient

extension KubernetesServerHost {
    public func undeploy(from place: String, deletesData: Bool) async throws -> RemovedServer {
        let client = try await cluster.client()
        var removed: [String] = []
        for kind in ResourceKind<UntypedObject>.serverParts {
            removed += try await remove(kind, in: place, client)
        }
        removed += try await remove(.secrets, in: place, client) { deletesData || $0 != ServerObject.firstPassword }
        try await awaitGone("its pod", client) {
            let pods: ObjectList<Pod> = try await client.list(
                .pods, in: place, matching: .labels(ServerObject.labelSelector))
            return pods.items.isEmpty
        }
        var kept: [String] = []
        let volumes = try await own(.volumeClaims, in: place, client)
        if deletesData {
            removed += try await remove(.volumeClaims, in: place, client)
            try await awaitGone("its volume", client) { try await own(.volumeClaims, in: place, client).isEmpty }
            if let namespace = try await ownNamespace(place, client) {
                if let others = try await others(in: place, client) {
                    kept.append("Namespace '\(place)': it has \(others)")
                } else {
                    try await client.delete(.namespaces, place, uid: namespace.metadata.uid)
                    try await awaitGone("its namespace", client) { try await ownNamespace(place, client) == nil }
                    removed.append("Namespace '\(place)'")
                }
            }
        } else {
            kept = volumes.map { "PersistentVolumeClaim '\($0.metadata.name)': it has the server's data" }
        }
        if removed.isEmpty {
            throw ApusError(
                .notFound, "there is no server of Apus in namespace '\(place)' of the cluster \(client.access.server)",
                reason: kept.isEmpty ? nil : "only its data are there",
                hint: kept.isEmpty ? "name its namespace: --namespace NAME" : "to remove them too, add --delete-data")
        }
        return RemovedServer(removed: removed, kept: kept)
    }

    private func own(
        _ kind: ResourceKind<UntypedObject>, in namespace: String, _ client: KubernetesClient
    ) async throws -> [UntypedObject] {
        try await client.list(kind, in: namespace, matching: .labels(ServerObject.labelSelector)).items
    }

    /// Removes the server's objects of that kind, those with a name that `isWanted` wants gone.
    private func remove(
        _ kind: ResourceKind<UntypedObject>, in namespace: String, _ client: KubernetesClient,
        where isWanted: (String) -> Bool = { _ in true }
    ) async throws -> [String] {
        var removed: [String] = []
        for object in try await own(kind, in: namespace, client) where isWanted(object.metadata.name) {
            let name = object.metadata.name
            if try await client.delete(kind, name, in: namespace, uid: object.metadata.uid) {
                removed.append("\(kind.kind) '\(name)'")
            }
        }
        return removed
    }

    /// The namespace, if ``deploy(_:tell:)`` made it.
    private func ownNamespace(_ name: String, _ client: KubernetesClient) async throws -> UntypedObject? {
        do {
            let namespace: UntypedObject = try await client.get(.namespaces, name)
            return ServerObject.isOwn(namespace.metadata.labels) ? namespace : nil
        } catch let error as ApusError where [.notFound, .forbidden].contains(error.code) {
            return nil
        }
    }

    /// What is in the namespace beside what every namespace has, in words; `nil` when nothing is.
    private func others(in namespace: String, _ client: KubernetesClient) async throws -> String? {
        let kinds: [ResourceKind<UntypedObject>] = [
            .untypedPods, .untypedJobs, .deployments, .services, .volumeClaims, .configMaps, .secrets,
        ]
        for kind in kinds {
            let found = try await client.list(kind, in: namespace).items.first {
                $0.metadata.deletedAt == nil && $0.metadata.name != "kube-root-ca.crt"
                    && $0["type"] != "kubernetes.io/service-account-token"
            }
            if let found { return "\(kind.kind) '\(found.metadata.name)'" }
        }
        return nil
    }

    private func awaitGone(
        _ what: String, _ client: KubernetesClient, _ isGone: () async throws -> Bool
    ) async throws {
        var pauses = 0
        while try await !isGone() {
            pauses += 1
            if pauses > Self.longestWait {
                throw ApusError(
                    .timedOut, "the server is asked to go, and \(what) does not go",
                    hint: "give the same command again; what is gone stays gone")
            }
            try await clock.sleep(for: .seconds(1))
        }
    }

    /// Seconds.
    private static var longestWait: Int { 120 }
}

extension ResourceKind<UntypedObject> {
    fileprivate static var untypedPods: Self { Self(plural: "pods", kind: "Pod") }
    fileprivate static var untypedJobs: Self { Self(group: "batch", plural: "jobs", kind: "Job") }
}
