import ApusCore
import ApusHosting
import ApusModel
import KubernetesClient
import Logging
import Testing

@testable import KubernetesServer

@Suite("The manifests of a server")
struct ServerManifestTests {
    private static let plain = ServerDeployment(place: "apus", image: "r:5000/apus-server@sha256:1", version: "0.1.0")

    private static var full: ServerDeployment {
        var full = plain
        full.pullCredentials = ["r:5000": RegistryCredential(username: "u", password: SecretString("p"))]
        full.baseURL = "https://apus.example.org"
        full.trustedPlaces = ["ml", "vision"]
        full.storage = ServerDeployment.Storage(size: "20Gi", storageClass: "fast")
        full.entrance = ServerDeployment.Entrance(
            host: "apus.example.org", ingressClass: "nginx", certificateSecret: "apus-tls")
        return full
    }

    private static func all(_ deployment: ServerDeployment) throws -> [JSONValue] {
        let manifests = ServerManifests(deployment: deployment)
        return [manifests.namespace] + manifests.objects + [manifests.firstPassword(SecretString("p"))]
            + (try manifests.pullSecret().map { [$0] } ?? [])
    }

    private static func pod(_ deployment: ServerDeployment) throws -> JSONValue {
        let workload = try #require(try all(deployment).first { $0["kind"] == "Deployment" })
        return try #require(workload["spec"]?["template"]?["spec"])
    }

    @Test(
        "are what the schemas of Kubernetes accept, strictly",
        .enabled(if: Schema.python != nil, "needs kubernetes-validate; run Scripts/setup"),
        arguments: ["1.20", ""], [true, false])
    func schemas(release: String, isFull: Bool) async throws {
        let manifests = try Self.all(isFull ? Self.full : Self.plain)
        #expect(try await Schema.complaints(about: manifests, release: release) == "")
    }

    @Test("have the labels by which they are found and removed again", arguments: [true, false])
    func labels(isFull: Bool) throws {
        for manifest in try Self.all(isFull ? Self.full : Self.plain) {
            let labels = manifest["metadata"]?["labels"]
            #expect(labels?["app.kubernetes.io/name"] == "apus-server", "\(manifest)")
            #expect(labels?["app.kubernetes.io/managed-by"] == "apus", "\(manifest)")
        }
    }

    @Test("make a pod of the restricted profile, which has no token of the cluster")
    func restricted() throws {
        let pod = try Self.pod(Self.plain)
        #expect(pod["securityContext"]?["runAsNonRoot"] == true)
        #expect(pod["securityContext"]?["seccompProfile"] == ["type": "RuntimeDefault"])
        #expect(pod["automountServiceAccountToken"] == false)
        let container = try #require(pod["containers"]?.arrayValue?.first)
        #expect(container["securityContext"]?["allowPrivilegeEscalation"] == false)
        #expect(container["securityContext"]?["readOnlyRootFilesystem"] == true)
        #expect(container["securityContext"]?["capabilities"] == ["drop": ["ALL"]])
        for field in ["hostNetwork", "hostPID", "hostIPC"] { #expect(pod[field] == nil) }
    }

    @Test("give rights, and a token to use them, to a server that has to know pods, and to no other")
    func rights() throws {
        let kinds = try Self.all(Self.full).compactMap { $0["kind"]?.stringValue }
        #expect(kinds.count { $0 == "ClusterRole" } == 1 && kinds.count { $0 == "ClusterRoleBinding" } == 1)
        let roles = try Self.all(Self.full).filter { $0["kind"] == "Role" }
        #expect(roles.map { $0["metadata"]?["namespace"] } == ["ml", "vision"])
        #expect(roles.allSatisfy { $0["rules"] == [["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]] })
        #expect(try Self.pod(Self.full)["automountServiceAccountToken"] == true)
        let arguments = try Self.pod(Self.full)["containers"]?.arrayValue?.first?["args"]?.arrayValue ?? []
        #expect(arguments.suffix(4) == ["--trust-namespace", "ml", "--trust-namespace", "vision"])
        #expect(try !Self.all(Self.plain).contains { $0["kind"]?.stringValue?.contains("Role") == true })
    }

    @Test("keep the first password out of all but its Secret")
    func password() throws {
        let password = "0123-the-password"
        let manifests = ServerManifests(deployment: Self.full)
        #expect(try CanonicalJSON.text(manifests.firstPassword(SecretString(password))).contains(password))
        #expect(try !CanonicalJSON.text(JSONValue.array(manifests.objects)).contains(password))
    }

    @Test("have an Ingress, and a Secret to pull with, when they are asked for and not otherwise")
    func optional() throws {
        let kinds = try Self.all(Self.full).compactMap { $0["kind"]?.stringValue }
        #expect(kinds.contains("Ingress") && kinds.count { $0 == "Secret" } == 2)
        #expect(try Self.pod(Self.full)["imagePullSecrets"] == [["name": "apus-server-pull"]])
        let plain = try Self.all(Self.plain).compactMap { $0["kind"]?.stringValue }
        #expect(!plain.contains("Ingress") && plain.count { $0 == "Secret" } == 1)
        #expect(try Self.pod(Self.plain)["imagePullSecrets"] == nil)
    }

    @Test(
        "are refused over those of a newer server only",
        arguments: [
            ("0.2.0", "0.1.9", true), ("0.10.0", "0.9.0", true), ("1.0.0", "0.9", true), ("0.1.0", "0.1.0", false),
            ("0.1.0", "0.2.0", false), ("0.1.0-rc.1", "0.1.0", false), ("", "0.1.0", false),
        ])
    func versions(there: String, here: String, isNewer: Bool) {
        #expect(KubernetesServerHost.isNewer(there, than: here) == isNewer)
    }
}
