import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesConnectors
import Logging
import SystemPackage
import Testing

@Suite("Connector type kubernetes")
struct ConnectorTests {
    static let review = Answer.json(201, ["status": ["allowed": true]])

    /// The connector as it is made anew from what is stored.
    static func connector(
        _ method: String, _ options: [String: JSONValue], name: String = "kc", expiresAt: Date? = nil,
        http: any HTTPClient
    ) async throws -> any ServiceConnector {
        try await connector(method, options, name: name, expiresAt: expiresAt) { _ in http }
    }

    /// The same with HTTP clients as the connector wants them.
    static func connector(
        _ method: String, _ options: [String: JSONValue], name: String = "kc", expiresAt: Date? = nil,
        makeHTTP: @escaping @Sendable (HTTPClientConfiguration) -> any HTTPClient = {
            CurlHTTPClient(configuration: $0)
        }
    ) async throws -> any ServiceConnector {
        var registry = try FlavorRegistry()
        try KubernetesConnectors.register(into: &registry, http: makeHTTP)
        let method = try registry.connectorType("kubernetes").authMethod(method)
        let prepared = try await method.prepare(method.schema.validate(options, of: name))
        let (plain, secrets) = try method.schema.separatingSecrets(method.schema.validate(prepared, of: name))
        let connector = Connector(
            name: name, type: "kubernetes", authMethod: method.name, resourceTypes: [.kubernetesCluster],
            configuration: plain, secretOptions: secrets.keys.sorted(), expiresAt: expiresAt, createdAt: Date())
        return try method.make(ConnectorContext(connector: connector, secrets: secrets, logger: Logger(label: "test")))
    }

    static let token: [String: JSONValue] = [
        "server": .string(KubernetesClient.testServer), "token": "abc", "cluster_name": "prod", "namespace": "ml",
    ]

    @Test("a token connector proves its token and names its cluster")
    func token() async throws {
        let http = Script.client(Self.review)
        let connector = try await Self.connector("token", Self.token, http: http)
        #expect(try await connector.resources(of: .kubernetesCluster, matching: nil) == ["prod"])
        #expect(try await connector.resources(of: .kubernetesCluster, matching: "prod") == ["prod"])
        let request = http.exchanges[0].request
        #expect(request.target == "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        #expect(request.headers["Authorization"] == "Bearer abc")
        let access = try await connector.access(to: "prod", of: .kubernetesCluster)
        #expect(access.values["server"] == .string(KubernetesClient.testServer) && access.values["namespace"] == "ml")
        #expect(access.secrets == ["token": "abc"])
    }

    @Test("a cluster without a name is called by its host and port")
    func unnamed() async throws {
        let options: [String: JSONValue] = ["server": .string(KubernetesClient.testServer), "token": "abc"]
        let connector = try await Self.connector("token", options, http: Script.client(Self.review))
        #expect(try await connector.resources(of: .kubernetesCluster, matching: nil) == ["cluster.test:6443"])
    }

    @Test("certificates may be PEM or base64")
    func certificates() async throws {
        let options = Self.token.filter { $0.key != "token" }.merging([
            "certificate_authority": .string(KubeconfigTests.base64(KubeconfigTests.certificate)),
            "client_certificate": .string(KubeconfigTests.certificate),
            "client_key": .string(KubeconfigTests.base64(KubeconfigTests.key)),
        ]) { $1 }
        let connector = try await Self.connector("client-certificate", options, http: Script.client(Self.review))
        let access = try ClusterAccess(await connector.access(to: "prod", of: .kubernetesCluster))
        #expect(access.authority == .pem(KubeconfigTests.certificate))
        #expect(
            access.identity
                == ClientIdentity(certificate: KubeconfigTests.certificate, key: SecretString(KubeconfigTests.key)))
    }

    @Test(
        "options that do not go together are refused",
        arguments: [
            ["server": "nonsense"], ["server": "https://h"],
            ["server": "https://h", "token": "t", "certificate_authority": "x"], ["token": "t"],
            ["server": "https://h", "tokn": "t"], ["server": "https://h", "token": "t", "client_key": "k"],
        ] as [[String: JSONValue]])
    func badOptions(options: [String: JSONValue]) async throws {
        await #expect(throws: ApusError(.invalidConfiguration, "")) {
            try await Self.connector("token", options, http: Script.client(Self.review))
        }
    }

    @Test("a wrong token, a foreign authority and silence are told apart")
    func verification() async throws {
        let request = HTTPRequest(.get, KubernetesClient.testServer)
        let cases: [(ScriptedHTTPClient, ApusError.Code)] = [
            (Script.client(.failure(401)), .unauthorized),
            (ScriptedHTTPClient { _, _ in throw HTTPError(.tlsVerificationFailed, "", for: request) }, .untrusted),
            (Script.client(.failure(404)), .notFound),
        ]
        for (http, code) in cases {
            let connector = try await Self.connector("token", Self.token, http: http)
            await #expect(throws: ApusError(code, "")) {
                try await connector.resources(of: .kubernetesCluster, matching: nil)
            }
        }
    }

    @Test("an expired token is told from other failures, with what to do about it")
    func expired() async throws {
        let http = Script.client(.failure(401, "Unauthorized", "[invalid bearer token, token has expired]"))
        let connector = try await Self.connector("token", Self.token, http: http)
        let error = try #require(
            await #expect(throws: ApusError.self) {
                try await connector.resources(of: .kubernetesCluster, matching: nil)
            })
        #expect(error.code == .unauthorized && error.reason?.contains("expired") == true)
        #expect(error.hint?.contains("renew the token") == true)
        #expect(error.summary.contains(KubernetesClient.testServer) && !error.description.contains("abc"))
        #expect(http.exchanges.count == 1)
    }

    @Test("a cluster that takes the question and never answers is unavailable")
    func unanswered() async throws {
        for code in [HTTPError.Code.totalTimedOut, .idleTimedOut] {
            let http = ScriptedHTTPClient { request, _ in throw HTTPError(code, "", for: request) }
            let connector = try await Self.connector("token", Self.token, http: http)
            let error = try #require(
                await #expect(throws: ApusError.self) {
                    try await connector.resources(of: .kubernetesCluster, matching: nil)
                })
            #expect(error.code == .unavailable && error.summary.contains("does not answer"))
        }
    }

    private static let withoutCredentials = """
        {"clusters": [{"name": "c", "cluster": {"server": "\(KubernetesClient.testServer)"}}],
         "contexts": [{"name": "x", "context": {"cluster": "c"}}], "current-context": "x"}
        """

    @Test("no credentials are not taken for good ones")
    func anonymous() async throws {
        let http = Script.client(.failure(403, "Forbidden", #"User "system:anonymous" cannot create resource"#))
        let connector = try await Self.connector(
            "kubeconfig-context", ["store": true, "content": .string(Self.withoutCredentials)], http: http)
        let error = try #require(
            await #expect(throws: ApusError.self) {
                try await connector.resources(of: .kubernetesCluster, matching: nil)
            })
        #expect(error.code == .unauthorized && error.summary.contains("no credentials"))
    }

    @Test("another cluster, another type and an end that has passed are refused without asking anybody")
    func refusals() async throws {
        let http = Script.client(Self.review)
        let connector = try await Self.connector("token", Self.token, http: http)
        await #expect(throws: ApusError(.notFound, "")) {
            try await connector.resources(of: .kubernetesCluster, matching: "other")
        }
        await #expect(throws: ApusError(.notFound, "")) {
            try await connector.access(to: "other", of: .kubernetesCluster)
        }
        await #expect(throws: ApusError(.unsupported, "")) {
            try await connector.resources(of: .s3Bucket, matching: nil)
        }
        let ended = try await Self.connector("token", Self.token, expiresAt: Date(timeIntervalSince1970: 1), http: http)
        await #expect(throws: ApusError(.unauthorized, "")) {
            try await ended.resources(of: .kubernetesCluster, matching: nil)
        }
        #expect(http.exchanges.isEmpty)
    }

    @Test("a context is kept whole: it works when the kubeconfig and its files are gone")
    func embedded() async throws {
        var kept: (any ServiceConnector)?
        let http = Script.client(Self.review)
        try await withScratchFolder { folder in
            try write(KubeconfigTests.certificate, to: folder.appending("ca.pem"))
            try write(KubeconfigTests.key, to: folder.appending("key.pem"))
            try write("from-file\n", to: folder.appending("token"))
            try write(
                KubeconfigTests.one(
                    cluster: [
                        "certificate-authority: ca.pem", "tls-server-name: kubernetes", "proxy-url: http://u:p@proxy:1",
                    ],
                    user: ["client-certificate: ca.pem", "client-key: key.pem", "tokenFile: token"], namespace: "ml"),
                to: folder.appending("config"))
            kept = try await Self.connector(
                "kubeconfig-context", ["context": "here", "kubeconfig": .string("\(folder)/config"), "store": true],
                http: http)
        }
        let connector = try #require(kept)
        #expect(try await connector.resources(of: .kubernetesCluster, matching: nil) == ["c"])
        #expect(http.exchanges[0].request.headers["Authorization"] == "Bearer from-file")
        let access = try await connector.access(to: "c", of: .kubernetesCluster)
        #expect(
            access.values == [
                "server": "https://h:6443", "namespace": "ml", "tls_server_name": "kubernetes",
                "certificate_authority": .string(KubeconfigTests.certificate),
            ])
        #expect(
            access.secrets == [
                "token": "from-file", "client_certificate": SecretString(KubeconfigTests.certificate),
                "client_key": SecretString(KubeconfigTests.key), "proxy_url": "http://u:p@proxy:1",
            ])
    }

    @Test("a kubeconfig that is kept is a secret; one that is read at use is named by its whole path")
    func storedForm() async throws {
        try await KubeconfigTests.load(KubeconfigTests.one(user: ["token: hush"])) { _, folder in
            var registry = try FlavorRegistry()
            try KubernetesConnectors.register(into: &registry)
            let method = try registry.connectorType("kubernetes").authMethod("kubeconfig-context")
            let given: [String: JSONValue] = ["kubeconfig": .string("\(folder)/config"), "namespace": "mine"]
            let read = try await method.prepare(given)
            #expect(read == given.merging(["context": "here"]) { $1 })
            let kept = try await method.prepare(read.merging(["store": true]) { $1 })
            let (plain, secrets) = method.schema.separatingSecrets(kept)
            #expect(plain == ["context": "here", "namespace": "mine", "store": true])
            #expect(secrets["content"]?.revealed().contains("hush") == true)
            #expect(try await method.prepare(kept) == kept)
        }
    }

    @Test("a kubeconfig that is read at use gives what it says then, and says so when it is gone")
    func readAtUse() async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("config")
            try write(KubeconfigTests.one(user: ["token: first"]), to: file)
            let connector = try await Self.connector(
                "kubeconfig-context", ["kubeconfig": .string(file.string)], http: Script.client(Self.review))
            try write(KubeconfigTests.one(user: ["token: second"]), to: file)
            #expect(try await connector.access(to: "c", of: .kubernetesCluster).secrets["token"] == "second")
            try FileManager.default.removeItem(atPath: file.string)
            let error = try #require(
                await #expect(throws: ApusError.self) {
                    try await connector.access(to: "c", of: .kubernetesCluster)
                })
            #expect(error.code == .notFound && error.hint?.contains("--store") == true)
        }
    }

    static let several = """
        clusters: [{name: red, cluster: {server: https://red}}, {name: blue, cluster: {server: https://blue}}]
        users: [{name: u, user: {token: t}}]
        contexts:
          - {name: r, context: {cluster: red, user: u}}
          - {name: b, context: {cluster: blue, user: u}}
          - {name: gone, context: {cluster: missing, user: u}}
        """

    @Test("every context is a resource; one that leads nowhere costs a row")
    func allContexts() async throws {
        try await KubeconfigTests.load(Self.several) { _, folder in
            let http = ScriptedHTTPClient { request, _ in
                if request.url.hasPrefix("https://blue") { return .failure(401) }
                return request.url.hasSuffix("selfsubjectreviews")
                    ? .json(201, ["status": ["userInfo": ["username": "jane", "groups": ["g"]]]])
                    : .json(201, ["status": ["allowed": true]])
            }
            let connector = try await Self.connector(
                "kubeconfig-context", ["kubeconfig": .string("\(folder)/config"), "all_contexts": true], http: http)
            #expect(try await connector.resources(of: .kubernetesCluster, matching: nil) == ["r"])
            let reports = try await connector.examine(.kubernetesCluster, matching: nil)
            #expect(reports.map(\.resourceID) == ["b", "gone", "r"])
            #expect(reports.map { $0.problem?.code } == [.unauthorized, .invalidConfiguration, nil])
            #expect(reports[2].identity == "jane" && reports[2].allowed.contains("create Jobs"))
            #expect(connector.soleResource(of: .kubernetesCluster) == nil)
            await #expect(throws: ApusError(.notFound, "")) {
                try await connector.resources(of: .kubernetesCluster, matching: "x")
            }
            await #expect(throws: ApusError(.unauthorized, "")) {
                try await connector.resources(of: .kubernetesCluster, matching: "b")
            }
            #expect(try await connector.access(to: "r", of: .kubernetesCluster).values["server"] == "https://red")
        }
    }

    @Test("a server that cannot be asked who one is leaves it to the credential, and says what may not be done")
    func presumedIdentity() async throws {
        let http = ScriptedHTTPClient { request, body in
            if request.url.hasSuffix("selfsubjectreviews") { return .failure(403, "Forbidden", "no") }
            return .json(
                201, ["status": ["allowed": .boolean(!String(decoding: body, as: UTF8.self).contains("secrets"))]])
        }
        // {"sub": "system:serviceaccount:ml:trainer"}
        let token = "e30.eyJzdWIiOiAic3lzdGVtOnNlcnZpY2VhY2NvdW50Om1sOnRyYWluZXIifQ.c2ln"
        let connector = try await Self.connector(
            "token", Self.token.merging(["token": .string(token)]) { $1 }, http: http)
        let report = try #require(try await connector.examine(.kubernetesCluster, matching: nil).first)
        #expect(report.identity == "system:serviceaccount:ml:trainer" && report.scope == "namespace 'ml'")
        #expect(report.denied == ["create Secrets"])
    }

    @Test("a password that the cluster does not take is no success")
    func password() async throws {
        let http = Script.client(.failure(403, "Forbidden", #"User "system:anonymous" cannot create resource"#))
        let connector = try await Self.connector(
            "password", ["server": .string(KubernetesClient.testServer), "username": "u", "password": "secret-word"],
            http: http)
        let error = try #require(
            await #expect(throws: ApusError.self) {
                try await connector.resources(of: .kubernetesCluster, matching: nil)
            })
        #expect(error.code == .unauthorized && error.summary.contains("takes no passwords"))
        #expect(http.exchanges[0].request.headers["Authorization"] == "Basic dTpzZWNyZXQtd29yZA==")
    }

    @Test("a program that issues credentials stays one")
    func exec() async throws {
        try await withScratchFolder { folder in
            let output = ExecTests.credential(
                #"{"token": "'$1$SECRET'", "expirationTimestamp": "2035-01-02T03:04:05Z"}"#)
            _ = try ExecTests.script("echo '\(output)'", in: folder)
            let user = ExecTests.user("bin/issue", ", args: [a], env: [{name: SECRET, value: b}]")
            try write(KubeconfigTests.one(user: user), to: folder.appending("config"))
            let connector = try await Self.connector(
                "kubeconfig-context", ["kubeconfig": .string("\(folder)/config"), "store": true],
                http: Script.client(Self.review))
            try FileManager.default.removeItem(atPath: folder.appending("config").string)
            let access = try await connector.access(to: "c", of: .kubernetesCluster)
            #expect(access.secrets["token"] == "ab")
            #expect(access.expiresAt == Timestamp.date("2035-01-02T03:04:05Z"))
        }
    }

    @Test("an unknown context is refused at registration, with the closest")
    func unknownContext() async throws {
        try await KubeconfigTests.load(KubeconfigTests.one()) { _, folder in
            let options: [String: JSONValue] = ["context": "heer", "kubeconfig": .string("\(folder)/config")]
            let error = try #require(
                await #expect(throws: ApusError.self) {
                    try await Self.connector("kubeconfig-context", options, http: Script.client(Self.review))
                })
            #expect(error.code == .notFound && error.hint == "did you mean 'here'?")
        }
    }

    @Test("a connector that was never prepared says so")
    func unprepared() async throws {
        var registry = try FlavorRegistry()
        try KubernetesConnectors.register(into: &registry)
        let method = try registry.connectorType("kubernetes").authMethod("kubeconfig-context")
        let connector = Connector(
            name: "kc", type: "kubernetes", authMethod: method.name, resourceTypes: [.kubernetesCluster],
            configuration: ["context": "here"], createdAt: Date())
        #expect(throws: ApusError(.invalidConfiguration, "")) {
            try method.make(ConnectorContext(connector: connector, logger: Logger(label: "test")))
        }
    }
}
