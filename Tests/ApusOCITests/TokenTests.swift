import ApusCore
import ApusHTTP
import ApusHashing
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import ApusOCI

/// Token servers, played by a script.
@Suite struct TokenTests {
    private let manifest = #"{"schemaVersion":2}"#
    private let image = ImageReference(host: "registry.test", repository: "team/app", tag: "1")

    private func script(realm: String = "https://tokens.test/token?x=1", tokenStatus: Int = 200) -> ScriptedHTTPClient {
        ScriptedHTTPClient { [manifest] request, _ in
            if request.url.hasPrefix("https://tokens.test") {
                return .text(tokenStatus, #"{"access_token":"T1","expires_in":300}"#)
            }
            guard request.headers["Authorization"] == "Bearer T1" else {
                return .text(
                    401, "",
                    headers: [
                        "WWW-Authenticate":
                            #"Bearer realm="\#(realm)",service="registry.test",scope="repository:team/app:pull""#
                    ])
            }
            return .text(200, manifest, headers: ["Content-Type": MediaType.ociManifest.rawValue])
        }
    }

    @Test func `a token is fetched with the credentials and used again`() async throws {
        let http = script()
        let client = RegistryClient(host: "registry.test", isPlain: false, http: http) {
            RegistryCredential(username: "u", password: SecretString("p"))
        }
        for _ in 0..<2 { #expect(try await client.digest(of: image) == ContentDigest(of: Data(manifest.utf8))) }
        let asked = http.exchanges.map { $0.request }
        #expect(asked.count == 4)
        #expect(asked[1].url == "https://tokens.test/token?x=1&service=registry.test&scope=repository:team/app:pull")
        #expect(asked[1].headers["Authorization"] == "Basic dTpw")
        #expect(asked[0].headers["Authorization"] == nil)
        #expect(asked[3].headers["Authorization"] == "Bearer T1")
    }

    @Test func `without credentials an anonymous token is asked for`() async throws {
        let http = script()
        _ = try await RegistryClient(host: "registry.test", isPlain: false, http: http).digest(of: image)
        #expect(http.exchanges[1].request.headers["Authorization"] == nil)
    }

    @Test func `a token server that refuses is unauthorized`() async throws {
        let client = RegistryClient(host: "registry.test", isPlain: false, http: script(tokenStatus: 401))
        await #expect(throws: ApusError(.unauthorized, "")) { try await client.digest(of: image) }
    }

    @Test func `credentials are sent over TLS only`() async throws {
        let http = script(realm: "http://tokens.test/token")
        let client = RegistryClient(host: "registry.test", isPlain: false, http: http)
        await #expect(throws: ApusError(.untrusted, "")) { try await client.digest(of: image) }
        #expect(http.exchanges.count == 1)
    }

    @Test func `a manifest that differs from its digest is corrupted`() async throws {
        let http = ScriptedHTTPClient { _, _ in
            .text(200, "{}", headers: ["Content-Type": MediaType.ociManifest.rawValue])
        }
        let client = RegistryClient(host: "registry.test", isPlain: false, http: http)
        let pinned = image.pinned(to: ContentDigest(of: Data("other".utf8)))
        await #expect(throws: ApusError(.corrupted, "")) { try await client.digest(of: pinned) }
    }

    @Test func `a registry that is busy is asked again`() async throws {
        let http = ScriptedHTTPClient { _, _ in .status(503) }
        let client = RegistryClient(host: "registry.test", isPlain: false, http: http)
        await #expect(throws: ApusError(.unavailable, "")) { try await client.digest(of: image) }
        #expect(http.exchanges.count == 4)
    }

    @Test(arguments: [
        (#"Basic realm="a b""#, [AuthenticationChallenge(scheme: "basic", parameters: ["realm": "a b"])]),
        (
            #"Bearer realm="https://h/t",scope="repository:a:pull,push" , Service=x, Basic realm="q\"r""#,
            [
                AuthenticationChallenge(
                    scheme: "bearer",
                    parameters: ["realm": "https://h/t", "scope": "repository:a:pull,push", "service": "x"]),
                AuthenticationChallenge(scheme: "basic", parameters: ["realm": "q\"r"]),
            ]
        ),
        ("Negotiate", [AuthenticationChallenge(scheme: "negotiate", parameters: [:])]), ("", []), ("=,\"", []),
    ])
    func `a challenge is read`(text: String, wanted: [AuthenticationChallenge]) {
        #expect(AuthenticationChallenge.all(in: [text]) == wanted)
    }
}
