import ApusCore
public import ApusHosting
import ApusModel
import FoundationEssentials
import KubernetesClient

extension KubernetesServerHost {
    public func deploy(
        _ deployment: ServerDeployment, tell: @Sendable (String) -> Void
    ) async throws -> DeployedServer {
        let client = try await cluster.client()
        let namespace = deployment.place
        let manifests = ServerManifests(deployment: deployment)
        let previous = try await previousVersion(replacedBy: deployment, client)
        if try await makeNamespace(manifests.namespace, client) { tell("Namespace '\(namespace)' is made.") }
        try await makeFirstPassword(manifests, client)
        if let pullSecret = try manifests.pullSecret() {
            try await apply(pullSecret, in: namespace, client)
        } else {
            try await removeOwn(.secrets, ServerObject.pullSecret, in: namespace, client)
        }
        if deployment.entrance == nil { try await removeOwn(.ingresses, ServerObject.name, in: namespace, client) }
        for manifest in manifests.objects {
            try await apply(manifest, in: manifest["metadata"]?["namespace"]?.stringValue ?? namespace, client)
        }
        _ = try await removeRights(of: namespace, keeping: manifests.objects, client)
        tell("The objects are there; waiting for the server's pod.")
        try await awaitReady(in: namespace, patience: deployment.patience, client, tell: tell)
        return DeployedServer(
            url: deployment.baseURL ?? ServerObject.url(in: namespace), entrance: deployment.entrance?.url,
            previousVersion: previous, firstPassword: try await untoldPassword(in: namespace, client))
    }

    /// The version that is there, which must neither be newer nor somebody else's.
    private func previousVersion(
        replacedBy deployment: ServerDeployment, _ client: KubernetesClient
    ) async throws -> String? {
        let namespace = deployment.place
        guard let found = try await client.find(.deployments, ServerObject.name, in: namespace) else { return nil }
        guard ServerObject.isOwn(found.metadata.labels) else {
            throw ApusError(
                .alreadyExists, "namespace '\(namespace)' has a Deployment '\(ServerObject.name)' that is not of Apus",
                hint: "choose another namespace: --namespace NAME")
        }
        let version = found.metadata.labels[ServerObject.versionLabel] ?? ""
        guard Self.isNewer(version, than: deployment.version) else { return version }
        throw ApusError(
            .unsupported, "the server in namespace '\(namespace)' is newer than this Apus",
            reason:
                "it has version \(version), this is \(deployment.version), and an older server cannot read its data",
            hint: "deploy it with Apus \(version) or a newer one")
    }

    /// Compares the numbers of two versions.
    static func isNewer(_ version: String, than other: String) -> Bool {
        func numbers(_ version: String) -> [Int] {
            version.prefix { $0 != "-" && $0 != "+" }.split(separator: ".").map { Int($0) ?? 0 }
        }
        return other != version && numbers(other).lexicographicallyPrecedes(numbers(version))
    }

    /// - Returns: whether it was not there. One that is there stays as it is: it is not ours to remove later.
    private func makeNamespace(_ manifest: JSONValue, _ client: KubernetesClient) async throws -> Bool {
        let name = manifest["metadata"]?["name"]?.stringValue ?? ""
        do {
            let _: UntypedObject = try await client.get(.namespaces, name)
            return false
        } catch let error as ApusError where error.code == .forbidden {
            return false  // whoever may use a namespace need not be able to look at it
        } catch let error as ApusError where error.code == .notFound {
            do {
                try await client.create(manifest, as: .namespaces)
                return true
            } catch let error as ApusError where error.code == .alreadyExists {
                return false
            }
        }
    }

    /// The password is made with the volume: where there are data already, it is among them.
    private func makeFirstPassword(_ manifests: ServerManifests, _ client: KubernetesClient) async throws {
        let namespace = manifests.deployment.place
        if try await client.find(.volumeClaims, ServerObject.volumeClaim, in: namespace) != nil { return }
        do {
            try await client.create(
                manifests.firstPassword(RandomPassword.make()), as: .secrets, in: namespace)
        } catch let error as ApusError where error.code == .alreadyExists {
            return
        }
    }

    /// The first password, once: who deploys again is not told again.
    private func untoldPassword(in namespace: String, _ client: KubernetesClient) async throws -> SecretString? {
        guard let secret = try await client.find(.secrets, ServerObject.firstPassword, in: namespace),
            secret.metadata.annotations[ServerObject.told] == nil,
            let password = secret["data"]?["password"]?.stringValue.flatMap({ Data(base64Encoded: $0) })
        else { return nil }
        let _: UntypedObject = try await client.patch(
            .secrets, ServerObject.firstPassword, in: namespace,
            with: .merge(["metadata": ["annotations": [ServerObject.told: "true"]]]))
        return SecretString(String(decoding: password, as: UTF8.self))
    }

    private func apply(_ manifest: JSONValue, in namespace: String, _ client: KubernetesClient) async throws {
        let name = manifest["metadata"]?["name"]?.stringValue ?? ""
        let _: UntypedObject = try await client.patch(
            try .serverPart(manifest), name, in: namespace, with: .apply(manifest))
    }

    /// Removes what an earlier deployment made and this one does not.
    private func removeOwn(
        _ kind: ResourceKind<UntypedObject>, _ name: String, in namespace: String, _ client: KubernetesClient
    ) async throws {
        guard let found = try await client.find(kind, name, in: namespace),
            ServerObject.isOwn(found.metadata.labels)
        else { return }
        try await client.delete(kind, name, in: namespace, uid: found.metadata.uid)
    }
}
