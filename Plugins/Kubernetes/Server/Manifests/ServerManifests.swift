import ApusHosting
import ApusModel
import KubernetesManifests

/// The objects of a server (https://kubernetes.io/docs/reference/kubernetes-api/). A server that need not know pods asks
/// nothing of the cluster, so its account has no rights, and no token of it is in the pod.
struct ServerManifests {
    let deployment: ServerDeployment

    /// In the order in which they are made, without the namespace and without Secrets.
    var objects: [JSONValue] {
        [account] + ServerRights(deployment: deployment).objects + [volumeClaim, networkPolicy, service]
            + (ingress.map { [$0] } ?? []) + [ServerPod(deployment).workload]
    }

    var namespace: JSONValue {
        [
            "apiVersion": "v1", "kind": "Namespace",
            "metadata": ["name": .string(deployment.place), "labels": .object(ServerObject.labels)],
        ]
    }

    /// What the image is pulled with, or `nil` when nothing is needed.
    func pullSecret() throws -> JSONValue? {
        if deployment.pullCredentials.isEmpty { return nil }
        return try PullSecret.manifest(
            deployment.pullCredentials, labels: ServerObject.labels, named: ServerObject.pullSecret,
            namespace: deployment.place)
    }

    func firstPassword(_ password: SecretString) -> JSONValue {
        object("v1", "Secret", ServerObject.firstPassword).merging([
            "type": "Opaque", "stringData": ["password": .string(password.revealed())],
        ])
    }

    private var account: JSONValue {
        object("v1", "ServiceAccount").merging(["automountServiceAccountToken": false])
    }

    private var volumeClaim: JSONValue {
        var spec: [String: JSONValue] = [
            "accessModes": ["ReadWriteOnce"],
            "resources": ["requests": ["storage": .string(deployment.storage.size)]],
        ]
        spec["storageClassName"] = deployment.storage.storageClass.map { .string($0) }
        return object("v1", "PersistentVolumeClaim", ServerObject.volumeClaim).merging(["spec": .object(spec)])
    }

    private var service: JSONValue {
        object("v1", "Service").merging([
            "spec": [
                "selector": .object(ServerObject.selector),
                "ports": [
                    [
                        "name": .string(ServerObject.portName), "port": .integer(ServerObject.port),
                        "protocol": "TCP", "targetPort": .string(ServerObject.portName),
                    ]
                ],
            ]
        ])
    }

    /// Calls come to the one port. The server itself goes to artifact stores and databases, which may be anywhere, but
    /// not to where clouds give credentials to machines.
    private var networkPolicy: JSONValue {
        object("networking.k8s.io/v1", "NetworkPolicy").merging([
            "spec": [
                "podSelector": ["matchLabels": .object(ServerObject.selector)],
                "policyTypes": ["Ingress", "Egress"],
                "ingress": [["ports": [["port": .string(ServerObject.portName), "protocol": "TCP"]]]],
                "egress": [
                    ["to": [["namespaceSelector": [:]]]],
                    [
                        "to": [
                            ["ipBlock": ["cidr": "0.0.0.0/0", "except": ["169.254.169.254/32"]]],
                            ["ipBlock": ["cidr": "::/0", "except": ["fd00:ec2::254/128"]]],
                        ]
                    ],
                ],
            ]
        ])
    }

    /// The annotations let what the server takes and streams pass through ingress-nginx.
    private var ingress: JSONValue? {
        guard let entrance = deployment.entrance else { return nil }
        let path: JSONValue = [
            "path": "/", "pathType": "Prefix",
            "backend": [
                "service": ["name": .string(ServerObject.name), "port": ["name": .string(ServerObject.portName)]]
            ],
        ]
        var spec: [String: JSONValue] = ["rules": [["host": .string(entrance.host), "http": ["paths": [path]]]]]
        spec["ingressClassName"] = entrance.ingressClass.map { .string($0) }
        spec["tls"] = entrance.certificateSecret.map {
            [["hosts": [.string(entrance.host)], "secretName": .string($0)]]
        }
        let annotations: JSONValue = [
            "nginx.ingress.kubernetes.io/proxy-body-size": "16m", "nginx.ingress.kubernetes.io/proxy-buffering": "off",
        ]
        return object("networking.k8s.io/v1", "Ingress").merging([
            "metadata": ["annotations": annotations], "spec": .object(spec),
        ])
    }

    private func object(_ apiVersion: String, _ kind: String, _ name: String = ServerObject.name) -> JSONValue {
        [
            "apiVersion": .string(apiVersion), "kind": .string(kind),
            "metadata": [
                "name": .string(name), "namespace": .string(deployment.place), "labels": .object(ServerObject.labels),
            ],
        ]
    }
}
