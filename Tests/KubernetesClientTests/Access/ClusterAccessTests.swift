import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Synchronization
import SystemPackage
import Testing

@Suite("Cluster access")
struct ClusterAccessTests {
    @Test(
        "a server's URL is brought into one form",
        arguments: [
            ("https://h:6443/", "https://h:6443", "h:6443"), (" https://h ", "https://h", "h"),
            ("https://h/k8s/clusters/c-1//", "https://h/k8s/clusters/c-1", "h"),
            ("http://[::1]:8080", "http://[::1]:8080", "[::1]:8080"),
        ])
    func urls(text: String, server: String, name: String) throws {
        let access = try ClusterAccess(server: text)
        #expect(access.server == server && access.name == name && access.namespace == "default")
    }

    @Test(
        "what is no server's URL is refused",
        arguments: ["", "h:6443", "ftp://h", "https://", "https://u:p@h", "https://h?x=1"])
    func badURLs(text: String) {
        #expect(throws: ApusError(.invalidConfiguration, "")) { try ClusterAccess(server: text) }
    }

    @Test("a pod finds its cluster, token, authority and namespace", arguments: ["10.96.0.1", "fd00::1"])
    func inCluster(host: String) async throws {
        try await withScratchFolder { folder in
            for (name, text) in [("token", "t\n"), ("ca.crt", "pem"), ("namespace", "ml\n")] {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder.appending(name).string))
            }
            let environment = ["KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": "443"]
            let access = try ClusterAccess.inCluster(environment: environment, folder: folder)
            #expect(access.server == (host.contains(":") ? "https://[fd00::1]:443" : "https://10.96.0.1:443"))
            #expect(access.namespace == "ml")
            #expect(access.authority == .file(folder.appending("ca.crt")))
            #expect(try await access.resourceAccess().secrets["token"] == "t")
        }
    }

    @Test("outside of a pod, or without a service account, that is said")
    func notInCluster() async throws {
        #expect(throws: ApusError(.unsupported, "")) { try ClusterAccess.inCluster(environment: [:]) }
        try await withScratchFolder { folder in
            let environment = ["KUBERNETES_SERVICE_HOST": "h", "KUBERNETES_SERVICE_PORT": "443"]
            let error = #expect(throws: ApusError.self) {
                try ClusterAccess.inCluster(environment: environment, folder: folder)
            }
            #expect(error?.code == .unsupported && error?.reason?.contains("token") == true)
        }
    }

    @Test("a pod whose mount has no namespace is in the usual one; one that cannot be read is an error")
    func namespaceInCluster() async throws {
        try await withScratchFolder { folder in
            for name in ["token", "ca.crt"] {
                try Data("t".utf8).write(to: URL(fileURLWithPath: folder.appending(name).string))
            }
            let environment = ["KUBERNETES_SERVICE_HOST": "h", "KUBERNETES_SERVICE_PORT": "443"]
            #expect(try ClusterAccess.inCluster(environment: environment, folder: folder).namespace == "default")
            let namespace = folder.appending("namespace").string
            try FileManager.default.createDirectory(atPath: namespace, withIntermediateDirectories: false)
            let error = #expect(throws: ApusError.self) {
                try ClusterAccess.inCluster(environment: environment, folder: folder)
            }
            #expect(error?.code == .forbidden && error?.reason?.contains(namespace) == true)
        }
    }

    static func full() throws -> ClusterAccess {
        try ClusterAccess(
            server: "https://h:6443/x", name: "prod", namespace: "ml", authority: .pem("-----BEGIN CERTIFICATE-----"),
            insecureReason: "asked for", tlsServerName: "kubernetes", proxyURL: "http://u:p@proxy:3128",
            identity: ClientIdentity(certificate: "cert", key: "key"), credential: .token("token"))
    }

    @Test("an access becomes a connector's and back")
    func roundTrip() async throws {
        let there = try await Self.full().resourceAccess()
        #expect(there.resourceType == .kubernetesCluster && there.resourceID == "prod" && there.expiresAt == nil)
        #expect(
            there.values == [
                "server": "https://h:6443/x", "namespace": "ml", "certificate_authority": "-----BEGIN CERTIFICATE-----",
                "insecure": true, "tls_server_name": "kubernetes",
            ])
        #expect(
            there.secrets == [
                "token": "token", "client_certificate": "cert", "client_key": "key",
                "proxy_url": "http://u:p@proxy:3128",
            ])
        let back = try ClusterAccess(there)
        #expect(back.server == "https://h:6443/x" && back.name == "prod" && back.namespace == "ml")
        #expect(back.authority == .pem("-----BEGIN CERTIFICATE-----") && back.tlsServerName == "kubernetes")
        #expect(back.insecureReason?.contains("prod") == true)
        #expect(back.proxyURL == "http://u:p@proxy:3128")
        #expect(back.identity == ClientIdentity(certificate: "cert", key: "key"))
        let again = try await back.resourceAccess()
        #expect(again.values == there.values && again.secrets == there.secrets)
    }

    @Test("the plainest access becomes a connector's and back")
    func plainRoundTrip() async throws {
        let there = try await ClusterAccess(server: "https://h").resourceAccess()
        #expect(there.values == ["server": "https://h", "namespace": "default"] && there.secrets.isEmpty)
        let back = try ClusterAccess(there)
        #expect(back.name == "h" && back.authority == .system && back.insecureReason == nil && back.credential.isNone)
    }

    @Test("access to something else is refused")
    func otherResource() {
        let bucket = ResourceAccess(
            resourceType: .s3Bucket, resourceID: "b", values: ["server": "https://h"], secrets: [:])
        #expect(throws: ApusError(.invalidConfiguration, "")) { try ClusterAccess(bucket) }
    }

    @Test("a connector is asked again when its credentials end, and not before")
    func renewed() async throws {
        let asked = Mutex(0)
        let now = CredentialTests.Now()
        let access = try await ClusterAccess.renewed {
            let number = asked.withLock { asked in
                asked += 1
                return asked
            }
            return ResourceAccess(
                resourceType: .kubernetesCluster, resourceID: "prod",
                values: ["server": .string(KubernetesClient.testServer)],
                secrets: ["token": SecretString("t\(number)")], expiresAt: now.date + 60)
        }
        let http = Script.client(CredentialTests.fine)
        let client = KubernetesClient(access, now: { now.date }, http: { _ in http })
        for step in [0, 30, 30] as [Double] {
            now.advance(by: step)
            _ = try await client.get(.pods, "p")
        }
        #expect(CredentialTests.tokens(http) == ["t1", "t1", "t2"].map { "Bearer \($0)" })
        #expect(asked.withLock { $0 } == 2)
    }

    @Test("PEM is taken as it is or as base64")
    func pem() throws {
        let text = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n"
        #expect(try PEM.text(text, as: "x") == text)
        #expect(try PEM.text(Data(text.utf8).base64EncodedString() + "\n", as: "x") == text)
        let error = #expect(throws: ApusError.self) { try PEM.text("nonsense", as: "certificate_authority") }
        #expect(error?.code == .invalidConfiguration && error?.summary.contains("certificate_authority") == true)
    }
}
