import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesIdentity
import Testing

@Suite("A pod's token")
struct PodVerifierTests {
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)
    private static let run = "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"

    /// What an API server says of a token: that of pod `p` in `zenml`, but for the given parts.
    private static func review(
        _ user: String = "system:serviceaccount:zenml:default", authenticated: Bool = true,
        audiences: JSONValue = ["apus.dev"], pod: String? = "p", uid: String = "uid-p"
    ) -> JSONValue {
        var extra: [String: JSONValue] = [:]
        if let pod {
            extra["authentication.kubernetes.io/pod-name"] = [.string(pod)]
            extra["authentication.kubernetes.io/pod-uid"] = [.string(uid)]
        }
        return [
            "kind": "TokenReview",
            "status": [
                "authenticated": .boolean(authenticated), "audiences": audiences,
                "user": ["username": .string(user), "extra": .object(extra)],
            ],
        ]
    }

    private static func pod(_ labels: JSONValue = ["apus.dev/run-id": .string(run)], uid: String = "uid-p") -> JSONValue
    {
        ["metadata": ["name": "p", "namespace": "zenml", "uid": .string(uid), "labels": labels]]
    }

    /// Signed by nobody, which the API server would see.
    private static func token(_ claims: JSONValue) throws -> SecretString {
        let parts = try [#"{"alg":"none"}"#, CanonicalJSON.text(claims), "sig"].map {
            Data($0.utf8).base64EncodedString().replacing("=", with: "")
                .replacing("+", with: "-").replacing("/", with: "_")
        }
        return SecretString(parts.joined(separator: "."))
    }

    private static func goodToken(audience: JSONValue = ["apus.dev"], expiresIn seconds: Int64 = 60) throws
        -> SecretString
    {
        try token(["aud": audience, "exp": .integer(1_700_000_000 + seconds), "sub": "system:serviceaccount:zenml:x"])
    }

    private static func verifier(_ http: ScriptedHTTPClient) throws -> PodVerifier {
        PodVerifier(namespaces: ["zenml"], client: try KubernetesClient(http)) { now }
    }

    @Test("proves the run that its pod's label names, whether it is for one or for several", arguments: [true, false])
    func proves(isForSeveral: Bool) async throws {
        let http = Script.client(.json(201, Self.review()), .json(200, Self.pod()))
        let token = try Self.goodToken(audience: isForSeveral ? ["others", "apus.dev"] : "apus.dev")
        #expect(try await Self.verifier(http).run(ofBearerOf: token)?.rawValue == Self.run)
        let asked = try CanonicalJSON.decode(JSONValue.self, from: http.exchanges[0].body)
        #expect(asked["spec"] == ["token": .string(token.revealed()), "audiences": ["apus.dev"]])
        #expect(http.exchanges[1].request.target == "/api/v1/namespaces/zenml/pods/p")
    }

    @Test(
        "proves nothing unless everything fits",
        arguments: [
            ("the cluster does not know it", review(authenticated: false), pod()),
            ("the cluster did not look for whom it is", review(audiences: []), pod()),
            ("it is a person's", review("system:admin"), pod()),
            ("it is of another namespace", review("system:serviceaccount:other:default"), pod()),
            ("it is bound to no pod", review(pod: nil), pod()),
            ("the pod is another of the same name", review(), pod(uid: "uid-2")),
            ("the pod is of no run", review(), pod([:])),
        ])
    func provesNothing(why: String, review: JSONValue, pod: JSONValue) async throws {
        let http = Script.client(.json(201, review), .json(200, pod))
        #expect(try await Self.verifier(http).run(ofBearerOf: try Self.goodToken()) == nil)
    }

    @Test("proves nothing when its pod is gone")
    func gone() async throws {
        let http = Script.client(.json(201, Self.review()), .failure(404, "NotFound"))
        #expect(try await Self.verifier(http).run(ofBearerOf: try Self.goodToken()) == nil)
    }

    @Test("that is plainly none costs no question to the cluster")
    func asksNothing() async throws {
        let http = Script.client(.failure(500))
        let texts = try [
            SecretString(""), SecretString("a.b.c"), SecretString("eyJhbGciOiJFZERTQSJ9.e30.c2ln"),
            Self.goodToken(expiresIn: -1), Self.goodToken(audience: ["https://kubernetes.default.svc"]),
            Self.token(["aud": "apus.dev"]),
        ]
        for text in texts { #expect(try await Self.verifier(http).run(ofBearerOf: text) == nil) }
        #expect(http.exchanges.isEmpty)
    }

    @Test("is not taken for a bad one when the cluster does not answer, or does not let the server ask")
    func failures() async throws {
        for (status, code) in [(503, ApusError.Code.unavailable), (403, .forbidden)] {
            let http = Script.client(.failure(status, status == 403 ? "Forbidden" : "ServiceUnavailable"))
            let error = await #expect(throws: ApusError.self) {
                try await Self.verifier(http).run(ofBearerOf: try Self.goodToken())
            }
            #expect(error?.code == code)
        }
    }
}
