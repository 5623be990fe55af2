import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import Logging
import Synchronization
import Testing

@Suite("The proxy to a Service")
struct ServiceProxyTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func proxy(_ http: ScriptedHTTPClient, _ credential: ClusterCredential) throws -> ServiceProxy {
        var access = try ClusterAccess(server: "https://cluster:6443", name: "x", credential: credential)
        access.impersonation = Impersonation(user: "analyst", uid: nil, groups: [], extra: [:])
        let client = KubernetesClient(access, logger: Self.quiet, http: { _ in http })
        return ServiceProxy(
            client, to: ServiceReference(namespace: "apus", name: "apus-server", port: "http"),
            base: "kubernetes://context/apus", authorizationHeader: "Apus-Authorization")
    }

    private static func refusal(_ code: Int) -> ScriptedHTTPResponse {
        .text(
            code, #"{"kind":"Status","code":\#(code),"message":"refused","details":{"kind":"services"}}"#,
            headers: ["Content-Type": "application/json"])
    }

    @Test("brings requests to the Service, with the cluster's credentials and the request's own beside them")
    func sends() async throws {
        let http = ScriptedHTTPClient { _, _ in .text(200, "answer") }
        let request = HTTPRequest(
            .post, "kubernetes://context/apus/api/v1/runs?limit=1",
            headers: ["Authorization": "Bearer own", "Accept": "application/json"], body: .text("content"))
        let answer = try await proxy(http, .token(SecretString("cluster"))).send(request)
        #expect(String(decoding: answer.body, as: UTF8.self) == "answer")
        let sent = try #require(http.exchanges.first)
        #expect(
            sent.request.url
                == "https://cluster:6443/api/v1/namespaces/apus/services/http:apus-server:http/proxy/api/v1/runs?limit=1"
        )
        #expect(sent.request.headers.values(of: "Authorization") == ["Bearer cluster"])
        #expect(sent.request.headers.values(of: "Apus-Authorization") == ["Bearer own"])
        #expect(sent.request.headers.values(of: "Impersonate-User") == ["analyst"])
        #expect(sent.request.headers["Accept"] == "application/json")
        #expect(String(decoding: sent.body, as: UTF8.self) == "content")
    }

    @Test("hands the Service's own refusals on", arguments: [401, 403, 404, 409, 503])
    func hands(status: Int) async throws {
        let http = ScriptedHTTPClient { _, _ in
            .text(status, "{}", headers: ["Content-Type": "application/problem+json"])
        }
        let answer = try await proxy(http, .none).send(HTTPRequest(.get, "kubernetes://context/apus/x"))
        #expect(answer.status == status)
    }

    @Test(
        "throws the API server's",
        arguments: [(401, .unauthorized), (403, .forbidden), (404, .notFound)] as [(Int, ApusError.Code)])
    func refuses(status: Int, code: ApusError.Code) async throws {
        let http = ScriptedHTTPClient { _, _ in Self.refusal(status) }
        await #expect(throws: ApusError(code, "")) {
            _ = try await proxy(http, .none).send(HTTPRequest(.get, "kubernetes://context/apus/x"))
        }
    }

    @Test("asks for another credential when the API server refuses the one that it has, once")
    func renews() async throws {
        let issued = Mutex(0)
        let http = ScriptedHTTPClient { request, _ in
            request.headers["Authorization"] == "Bearer 2" ? .text(200, "") : Self.refusal(401)
        }
        let credential = ClusterCredential.issued {
            IssuedCredential(token: SecretString("\(issued.withLock { $0 += 1; return $0 })"))
        }
        let answer = try await proxy(http, credential).send(HTTPRequest(.get, "kubernetes://context/apus/x"))
        #expect(answer.status == 200)
        #expect(http.exchanges.count == 2)
    }

    @Test("takes no request to anywhere else")
    func elsewhere() async throws {
        let http = ScriptedHTTPClient { _, _ in .text(200, "") }
        await #expect(throws: ApusError(.internalFailure, "")) {
            _ = try await proxy(http, .none).send(HTTPRequest(.get, "https://elsewhere/x"))
        }
        #expect(http.exchanges.isEmpty)
    }
}
