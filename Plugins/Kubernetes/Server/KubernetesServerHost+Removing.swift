import ApusModel
import KubernetesClient

/// What undeploying is made of.
extension KubernetesServerHost {
    /// The server's objects of that kind.
    func own(
        _ kind: ResourceKind<UntypedObject>, in namespace: String, _ client: KubernetesClient
    ) async throws -> [UntypedObject] {
        try await client.list(kind, in: namespace, matching: .labels(ServerObject.labelSelector)).items
    }

    /// Removes the server's objects of that kind, those with a name that `isWanted` wants gone.
    func remove(
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
    func ownNamespace(_ name: String, _ client: KubernetesClient) async throws -> UntypedObject? {
        do {
            let namespace: UntypedObject = try await client.get(.namespaces, name)
            return ServerObject.isOwn(namespace.metadata.labels) ? namespace : nil
        } catch let error as ApusError where [.notFound, .forbidden].contains(error.code) {
            return nil
        }
    }

    /// What is in the namespace beside what every namespace has, in words; `nil` when nothing is.
    func others(in namespace: String, _ client: KubernetesClient) async throws -> String? {
        let kinds: [ResourceKind<UntypedObject>] = [
            .untypedPods, .untypedJobs, .cronJobs, .betaCronJobs, .deployments, .statefulSets, .services,
            .volumeClaims, .configMaps, .secrets,
        ]
        for kind in kinds {
            let found = try await all(kind, in: namespace, client).first {
                $0.metadata.deletedAt == nil && $0.metadata.name != "kube-root-ca.crt"
                    && $0["type"] != "kubernetes.io/service-account-token"
            }
            if let found { return "\(kind.kind) '\(found.metadata.name)'" }
        }
        return nil
    }

    /// None of a kind that the cluster does not have.
    private func all(
        _ kind: ResourceKind<UntypedObject>, in namespace: String, _ client: KubernetesClient
    ) async throws -> [UntypedObject] {
        do {
            return try await client.list(kind, in: namespace).items
        } catch let error as ApusError where error.code == .notFound {
            return []
        }
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.timedOut`.
    func awaitGone(
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
    fileprivate static var statefulSets: Self { Self(group: "apps", plural: "statefulsets", kind: "StatefulSet") }
}
