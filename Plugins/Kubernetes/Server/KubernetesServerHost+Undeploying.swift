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
        removed += try await removeRights(of: place, client)
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
}
