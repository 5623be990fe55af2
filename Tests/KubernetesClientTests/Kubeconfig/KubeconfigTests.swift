import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesKubeconfig
import SystemPackage
import Testing

func write(_ text: String, to path: FilePath) throws {
    let folder = path.removingLastComponent()
    try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path.string))
}

@Suite("Kubeconfig")
struct KubeconfigTests {
    static let certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    static let key = "-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n"
    static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    /// A kubeconfig with one context `here`, whose cluster and user have these lines.
    static func one(cluster: [String] = [], user: [String] = [], namespace: String? = nil) -> String {
        let clusterLines = (["server: https://h:6443"] + cluster).map { "      \($0)" }.joined(separator: "\n")
        let userLines = user.map { "      \($0)" }.joined(separator: "\n")
        return """
            apiVersion: v1
            kind: Config
            current-context: here
            preferences: {}
            clusters:
              - name: c
                cluster:
            \(clusterLines)
            users:
              - name: u
                user:\(user.isEmpty ? " {}" : "\n" + userLines)
            contexts:
              - name: here
                context: {cluster: c, user: u\(namespace.map { ", namespace: \($0)" } ?? "")}
            """
    }

    static func load(_ text: String, _ body: (Kubeconfig, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            try write(text, to: folder.appending("config"))
            try await body(Kubeconfig.load(file: folder.appending("config")), folder)
        }
    }

    @Test("a context leads to its cluster with everything that is said about it")
    func fields() async throws {
        let text = Self.one(
            cluster: [
                "certificate-authority-data: \(Self.base64(Self.certificate))", "tls-server-name: kubernetes",
                "proxy-url: http://proxy:3128",
            ], user: ["token: secret"], namespace: "ml")
        try await Self.load(text) { kubeconfig, _ in
            let access = try kubeconfig.access()
            #expect(access.server == "https://h:6443" && access.name == "c" && access.namespace == "ml")
            #expect(access.authority == .pem(Self.certificate) && access.tlsServerName == "kubernetes")
            #expect(access.proxyURL == "http://proxy:3128" && access.insecureReason == nil)
            #expect(try await access.resourceAccess().secrets["token"] == "secret")
        }
    }

    @Test("JSON is a kubeconfig too")
    func json() async throws {
        let text = #"""
            {"clusters": [{"name": "c", "cluster": {"server": "https://h"}}], "users": null,
             "contexts": [{"name": "x", "context": {"cluster": "c"}}], "current-context": "x"}
            """#
        try await Self.load(text) { kubeconfig, _ in
            let access = try kubeconfig.access()
            #expect(access.server == "https://h" && access.credential.isNone)
        }
    }

    enum Form: CaseIterable { case data, relative, absolute, dataBeforeFile }

    @Test("certificates come from data or from files beside the kubeconfig", arguments: Form.allCases)
    func certificates(form: Form) async throws {
        try await withScratchFolder { folder in
            try write(Self.certificate, to: folder.appending("pki/cert.pem"))
            try write(Self.key, to: folder.appending("pki/key.pem"))
            let base = form == .absolute ? "\(folder)/pki" : "pki"
            let files = ["client-certificate: \(base)/cert.pem", "client-key: \(base)/key.pem"]
            let data = [
                "client-certificate-data: \(Self.base64(Self.certificate))",
                "client-key-data: \(Self.base64(Self.key))",
            ]
            let missing = ["client-certificate: missing", "client-key: missing"]
            let user =
                switch form {
                case .data: data
                case .relative, .absolute: files
                case .dataBeforeFile: data + missing
                }
            try write(
                Self.one(cluster: ["certificate-authority: \(base)/cert.pem"], user: user),
                to: folder.appending("config"))
            let access = try Kubeconfig.load(file: folder.appending("config")).access()
            #expect(access.identity == ClientIdentity(certificate: Self.certificate, key: SecretString(Self.key)))
            #expect(access.authority == .pem(Self.certificate))
        }
    }

    @Test("a token file goes before a token, is read when needed, and is kept by contents when it has to be portable")
    func tokenFile() async throws {
        try await Self.load(Self.one(user: ["token: old", "tokenFile: token"])) { kubeconfig, folder in
            #expect(try await kubeconfig.access().resourceAccess().secrets["token"] == "old")
            try write("first\n", to: folder.appending("token"))
            let access = try kubeconfig.access()
            let flat = try CanonicalJSON.text(kubeconfig.flattened(isPortable: true))
            try write("second\n", to: folder.appending("token"))
            #expect(try await access.resourceAccess().secrets["token"] == "second")
            let kept = try Kubeconfig.read(SecretString(flat), as: "it").access()
            #expect(try await kept.resourceAccess().secrets["token"] == "first")
        }
    }

    @Test("a user with a password, and one who acts as somebody else, are just that to every request")
    func otherCredentials() async throws {
        let user = [
            "username: u", "password: p", "as: boss", "as-uid: \"7\"", "as-groups: [a, b]",
            "as-user-extra: {k/x: [v, w]}",
        ]
        try await Self.load(Self.one(user: user)) { kubeconfig, _ in
            let there = try kubeconfig.access()
            let access = try ClusterAccess(await there.resourceAccess())
            #expect(access.impersonation == there.impersonation && access.credential.isPassword)
            let http = Script.client(.json(201, ["status": ["allowed": true]]))
            let client = KubernetesClient(access, http: { _ in http })
            _ = try await client.selfSubjectAccessReview("get", .pods)
            let headers = try #require(http.exchanges.first).request.headers
            #expect(headers["Authorization"] == "Basic dTpw" && headers["Impersonate-User"] == "boss")
            #expect(headers["Impersonate-Uid"] == "7" && headers.values(of: "Impersonate-Group") == ["a", "b"])
            #expect(headers.values(of: "Impersonate-Extra-k%2Fx") == ["v", "w"])
        }
    }

    @Test("verification is off only where the file says so, with the reason")
    func insecure() async throws {
        try await Self.load(Self.one(cluster: ["insecure-skip-tls-verify: true"])) { kubeconfig, folder in
            let reason = try #require(try kubeconfig.access().insecureReason)
            #expect(reason.contains("insecure-skip-tls-verify") && reason.contains(folder.string))
        }
    }

    @Test("of several files the first decides about each name, whole; missing ones are passed over")
    func merging() async throws {
        try await withScratchFolder { folder in
            try write(
                """
                clusters: [{name: red, cluster: {server: https://red-1}}]
                contexts: [{name: red, context: {cluster: red, user: red, namespace: one}}]
                """, to: folder.appending("a/config"))
            try write(
                """
                current-context: blue
                clusters:
                  - {name: red, cluster: {server: https://red-2, tls-server-name: two}}
                  - {name: blue, cluster: {server: https://blue, certificate-authority: ca.pem}}
                users: [{name: red, user: {token: red-token}}]
                contexts:
                  - {name: red, context: {cluster: blue}}
                  - {name: blue, context: {cluster: blue, user: red}}
                """, to: folder.appending("b/config"))
            try write("current-context: green", to: folder.appending("c/config"))
            try write(Self.certificate, to: folder.appending("b/ca.pem"))
            let names = ["a/config", "missing", "b/config", "", "c/config"].map { $0.isEmpty ? "" : "\(folder)/\($0)" }
            let kubeconfig = try Kubeconfig.load(environment: ["KUBECONFIG": names.joined(separator: ":")])
            #expect(kubeconfig.currentContext == "blue")
            #expect(
                kubeconfig.contexts == [
                    KubeconfigContext(name: "red", cluster: "red", user: "red", namespace: "one"),
                    KubeconfigContext(name: "blue", cluster: "blue", user: "red", namespace: nil),
                ])
            let red = try kubeconfig.access(to: "red")
            #expect(red.server == "https://red-1" && red.tlsServerName == nil && red.namespace == "one")
            #expect(try await red.resourceAccess().secrets["token"] == "red-token")
            #expect(try kubeconfig.access().authority == .pem(Self.certificate))
        }
    }

    @Test("without KUBECONFIG it is the one in the home folder")
    func home() async throws {
        try await withScratchFolder { home in
            let error = #expect(throws: ApusError.self) { try Kubeconfig.load(environment: ["HOME": home.string]) }
            #expect(error?.code == .notFound && error?.reason?.contains("\(home)/.kube/config") == true)
            try write(Self.one(), to: home.appending(".kube/config"))
            #expect(try Kubeconfig.load(environment: ["HOME": home.string, "KUBECONFIG": ""]).currentContext == "here")
        }
    }

    @Test("an unknown context is answered with those that exist and the closest")
    func unknownContext() async throws {
        try await Self.load(Self.one()) { kubeconfig, _ in
            let error = try #require(#expect(throws: ApusError.self) { try kubeconfig.context("hare") })
            #expect(error.code == .notFound && error.reason == "there are here" && error.hint == "did you mean 'here'?")
        }
    }

    @Test(
        "what leads nowhere is an error that names it",
        arguments: [
            ("contexts: []", ApusError.Code.notFound, "no current context"),
            ("", .notFound, "no current context"),
            (
                "{current-context: x, contexts: [{name: x, context: {cluster: c}}]}", .invalidConfiguration,
                "cluster 'c'"
            ),
            (
                "{current-context: x, contexts: [{name: x, context: {cluster: c, user: u}}], clusters: [{name: c, cluster: {server: https://h}}]}",
                .invalidConfiguration, "user 'u'"
            ),
            (
                "{current-context: x, contexts: [{name: x, context: {cluster: c}}], clusters: [{name: c, cluster: {}}]}",
                .invalidConfiguration, "has no server"
            ),
            ("clusters: 7", .invalidConfiguration, "is not a kubeconfig"),
            ("a: [", .invalidConfiguration, "is not a kubeconfig"),
            (one(cluster: ["certificate-authority: missing.pem"]), .invalidConfiguration, "missing.pem"),
            (one(cluster: ["certificate-authority-data: bm8="]), .invalidConfiguration, "certificate-authority-data"),
            (one(user: ["client-key-data: \(base64(key))"]), .invalidConfiguration, "only one of"),
            (one(user: ["auth-provider: {name: gcp}"]), .unsupported, "auth-provider"),
            (one(user: ["username: u", "token: t"]), .invalidConfiguration, "a token and a username"),
            (one(user: ["token: t", "as-groups: [g]"]), .invalidConfiguration, "impersonates nobody"),
            (one(user: ["exec: {command: x}"]), .invalidConfiguration, "'exec'"),
            (
                one(user: ["exec: {command: x, apiVersion: a, interactiveMode: Sometimes}"]), .invalidConfiguration,
                "'exec'"
            ),
            (one(user: ["token: 5"]), .invalidConfiguration, "is not a kubeconfig"),
            (one(user: ["client-key-data: '!'"]), .invalidConfiguration, "is not a kubeconfig"),
            (
                "{clusters: [{name: a}, {name: a}]}", .invalidConfiguration, "is not a kubeconfig"
            ),
            ("apiVersion: v2", .invalidConfiguration, "is not a kubeconfig"),
            (
                one(cluster: [
                    "insecure-skip-tls-verify: true", "certificate-authority-data: \(base64(certificate))",
                ]), .invalidConfiguration, "does not want it"
            ),
        ])
    func broken(text: String, code: ApusError.Code, words: String) async throws {
        try await withScratchFolder { folder in
            try write(text, to: folder.appending("config"))
            let error = try #require(
                #expect(throws: ApusError.self) { try Kubeconfig.load(file: folder.appending("config")).access() })
            #expect(error.code == code)
            #expect(error.summary.contains(words))
        }
    }
}
