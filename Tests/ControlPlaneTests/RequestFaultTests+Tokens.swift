import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import HollowCluster
import SystemPackage

extension RequestFaultTests {
    /// Calls `body` with a file, and with what writes a token into it.
    static func withTokenFile(
        _ body: @Sendable (FilePath, @escaping @Sendable (String) throws -> Void) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("token")
            try await body(file) { token in
                try Data(token.utf8).write(to: URL(filePath: file.string), options: .atomic)
            }
        }
    }
}

extension ClusterTrial {
    /// A new token of an account that may do in the namespace what a driver does.
    func serviceAccountToken() async throws -> String {
        let roles = "/apis/rbac.authorization.k8s.io/v1/namespaces/\(namespace)/rolebindings"
        do {
            try await cluster.send(
                .post, roles,
                [
                    "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": ["name": "driver"],
                    "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "edit"],
                    "subjects": [["kind": "ServiceAccount", "name": "default", "namespace": .string(namespace)]],
                ])
        } catch let error as ApusError where error.code == .conflict {
            // Made before.
        }
        let request: JSONValue = [
            "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": ["expirationSeconds": 3600],
        ]
        let answer = try await create("serviceaccounts/default/token", request)
        guard let token = answer["status"]?["token"]?.stringValue else {
            throw ApusError(.internalFailure, "the cluster gives no token")
        }
        return token
    }

    /// Limits what the namespace may have, and returns once the limit holds.
    func quota(_ hard: JSONValue) async throws {
        try await create(
            "resourcequotas", ["kind": "ResourceQuota", "metadata": ["name": "quota"], "spec": ["hard": hard]])
        try await wait(for: "the quota") {
            let quota = try await cluster.send(.get, "/api/v1/namespaces/\(namespace)/resourcequotas/quota")
            return quota["status"]?["used"]?.objectValue?.isEmpty == false
        }
    }
}
