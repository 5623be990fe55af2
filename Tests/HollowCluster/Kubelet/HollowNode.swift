public import ApusModel
import FoundationEssentials

/// A machine that is none: the cluster sees a node, and a ``HollowKubelet`` plays what runs there.
///
/// The node has a label and a taint of its pool, so that only pods with the pool's settings land on it.
public struct HollowNode: Sendable, Hashable {
    public let name: String
    public let pool: String
    /// How many pods it takes at a time.
    public let capacity: Int

    /// - Parameter pool: a label's value.
    public init(_ name: String, pool: String, capacity: Int = 1000) {
        self.name = name
        self.pool = pool
        self.capacity = capacity
    }

    static let label = "apus.dev/hollow"

    /// Settings with which a step's pod lands on nodes of the pool and nowhere else.
    public static func podSettings(pool: String) -> JSONValue {
        [
            "node_selectors": [label: .string(pool)],
            "tolerations": [["key": .string(label), "operator": "Exists"]],
        ]
    }

    var path: String { "/api/v1/nodes/\(name)" }
    static let leases = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases"

    var manifest: JSONValue {
        [
            "apiVersion": "v1", "kind": "Node",
            "metadata": [
                "name": .string(name),
                "labels": [Self.label: .string(pool), "kubernetes.io/hostname": .string(name)],
            ],
            "spec": ["taints": [["key": .string(Self.label), "value": .string(pool), "effect": "NoSchedule"]]],
        ]
    }

    func lease(_ now: Date) -> JSONValue {
        [
            "apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": ["name": .string(name)],
            "spec": [
                "holderIdentity": .string(name), "leaseDurationSeconds": 40,
                "renewTime": .string("\(Timestamp.text(now).dropLast())000Z"),
            ],
        ]
    }

    func status(isReady: Bool, _ now: Date) -> JSONValue {
        let resources: JSONValue = [
            "cpu": "100000", "memory": "100000Gi", "ephemeral-storage": "100000Gi",
            "pods": .string(String(capacity)),
        ]
        let time = JSONValue.string(Timestamp.text(now))
        let conditions: [JSONValue] = [
            ("Ready", isReady), ("MemoryPressure", false), ("DiskPressure", false), ("PIDPressure", false),
        ].map { type, isTrue in
            [
                "type": .string(type), "status": isTrue ? "True" : "False", "reason": "Hollow", "message": "",
                "lastHeartbeatTime": time, "lastTransitionTime": time,
            ]
        }
        return [
            "status": [
                "capacity": resources, "allocatable": resources, "conditions": .array(conditions),
                "addresses": [["type": "InternalIP", "address": "127.0.0.1"]],
                "nodeInfo": [
                    "machineID": "", "systemUUID": "", "bootID": "", "kernelVersion": "", "osImage": "hollow",
                    "containerRuntimeVersion": "hollow://1", "kubeletVersion": "v1.20.2", "kubeProxyVersion": "",
                    "operatingSystem": "linux", "architecture": "amd64",
                ],
            ]
        ]
    }
}
