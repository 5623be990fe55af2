import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient

extension HollowKubelet {
    /// Makes the node anew.
    func register(_ node: HollowNode) async throws {
        await remove(node)
        try await cluster.send(.post, "/api/v1/nodes", node.manifest)
        try await cluster.send(.post, HollowNode.leases, node.lease(Date()))
        try await setReady(true, node)
    }

    /// Has the node say of itself whether it is ready. The cluster believes it as long as its lease is renewed.
    public func setReady(_ isReady: Bool, _ node: HollowNode) async throws {
        try await cluster.merge("\(node.path)/status", node.status(isReady: isReady, Date()))
    }

    /// Returns when the controllers have taken off the taint that new nodes have.
    func waitUntilReady(_ node: HollowNode) async throws {
        let kind = ResourceKind<UntypedObject>(plural: "nodes", kind: "Node", isNamespaced: false)
        let reflector = Reflector(cluster.client, kind, matching: .fields("metadata.name=\(node.name)"))
        for try await event in reflector.events() {
            guard case .added(let object) = event.asAddition else { continue }
            let taints = object["spec"]?["taints"]?.arrayValue ?? []
            if taints.allSatisfy({ $0["key"]?.stringValue == HollowNode.label }) { return }
        }
    }

    /// As often as a kubelet does (https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats).
    func renewLease(of node: HollowNode) async throws {
        while true {
            try await Task.sleep(for: .seconds(10))
            try await cluster.merge("\(HollowNode.leases)/\(node.name)", node.lease(Date()))
        }
    }

    func removeNodes() async {
        for node in nodes { await remove(node) }
    }

    private func remove(_ node: HollowNode) async {
        for path in [node.path, "\(HollowNode.leases)/\(node.name)"] {
            // It need not be there.
            _ = try? await cluster.send(.delete, path)
        }
    }
}

extension WatchEvent {
    /// A change taken for an addition, for whom the state alone counts.
    fileprivate var asAddition: WatchEvent {
        if case .modified(let object) = self { .added(object) } else { self }
    }
}
