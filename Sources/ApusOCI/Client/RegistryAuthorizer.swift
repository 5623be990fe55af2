import ApusCore
import ApusHTTP
import ApusModel
import FoundationEssentials

/// Gets and keeps what proves to one registry who asks
/// (https://distribution.github.io/distribution/spec/auth/token).
actor RegistryAuthorizer {
    private struct Proof {
        var header: String
        var expiresAt: ContinuousClock.Instant
    }

    private let host: String
    private let http: any HTTPClient
    /// Whether the registry itself is asked without TLS, so that its token server may be, too.
    private let allowsPlainRealm: Bool
    private let credential: @Sendable () async throws -> RegistryCredential?
    private var basic: String?
    private var tokens: [Set<RepositoryScope>: Proof] = [:]

    init(
        host: String, http: any HTTPClient, allowsPlainRealm: Bool,
        credential: @escaping @Sendable () async throws -> RegistryCredential?
    ) {
        self.host = host
        self.http = http
        self.allowsPlainRealm = allowsPlainRealm
        self.credential = credential
    }

    /// The `Authorization` that was good before, if it still is.
    func header(for scopes: Set<RepositoryScope>) -> String? {
        if let token = tokens[scopes], token.expiresAt > .now { return token.header }
        return basic
    }

    /// The `Authorization` that answers `challenges`, or `nil` when there is nothing to answer with.
    /// - Throws: ``ApusError`` with `.unauthorized` when the token server refuses.
    func answer(_ challenges: [AuthenticationChallenge], for scopes: Set<RepositoryScope>) async throws -> String? {
        let known = try await credential()
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }) {
            return try await token(from: bearer, as: known, for: scopes)
        }
        guard challenges.contains(where: { $0.scheme == "basic" }), let known else { return nil }
        basic = known.isIdentityToken ? "Bearer \(known.password.revealed())" : known.basicHeader
        return basic
    }

    private func token(
        from challenge: AuthenticationChallenge, as known: RegistryCredential?, for scopes: Set<RepositoryScope>
    ) async throws -> String? {
        guard let realm = challenge.parameters["realm"] else { return nil }
        guard realm.hasPrefix("https://") || (allowsPlainRealm && realm.hasPrefix("http://")) else {
            throw ApusError(
                .untrusted, "the registry '\(host)' wants its credentials to be sent to '\(realm)'",
                reason: "that is no https URL")
        }
        var query = challenge.parameters["service"].map { [("service", $0)] } ?? []
        let wanted = scopes.map(\.description).sorted()
        query += (wanted.isEmpty ? challenge.parameters["scope"].map { [$0] } ?? [] : wanted).map { ("scope", $0) }
        let request = Self.request(realm, query, as: known)
        let response = try await http.send(request, maximumBytes: 1 << 20)
        guard response.isSuccess, let answer = try? CanonicalJSON.decode(TokenAnswer.self, from: response.body),
            let value = answer.token ?? answer.accessToken
        else {
            if [400, 401, 403].contains(response.status) {
                throw RegistryFailure.unauthorized(host: host, hasCredential: known != nil)
            }
            throw ApusError(
                .unavailable, "the token server of the registry '\(host)' gives no token",
                reason: "\(request): status \(response.status)")
        }
        // A token is not used in the last tenth of its life, which lasts 60 seconds where nothing else is said.
        let seconds = Double(answer.expiresIn ?? 60) * 0.9
        tokens[scopes] = Proof(header: "Bearer \(value)", expiresAt: .now + .seconds(seconds))
        return "Bearer \(value)"
    }

    /// With an identity token it is a form (https://distribution.github.io/distribution/spec/auth/oauth).
    private static func request(
        _ realm: String, _ query: [(String, String)], as known: RegistryCredential?
    ) -> HTTPRequest {
        func encoded(_ pairs: [(String, String)]) -> String {
            pairs.map { "\($0.0)=\(QueryEncoding.encode($0.1))" }.joined(separator: "&")
        }
        guard let known, known.isIdentityToken else {
            var request = HTTPRequest(.get, "\(realm)\(realm.contains("?") ? "&" : "?")\(encoded(query))")
            request.headers["Authorization"] = known?.basicHeader
            return request
        }
        let scopes = query.filter { $0.0 == "scope" }.map(\.1).joined(separator: " ")
        let form =
            query.filter { $0.0 != "scope" } + (scopes.isEmpty ? [] : [("scope", scopes)]) + [
                ("grant_type", "refresh_token"), ("client_id", "apus"), ("refresh_token", known.password.revealed()),
            ]
        return HTTPRequest(
            .post, realm, headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: .bytes(Data(encoded(form).utf8)))
    }
}

private struct TokenAnswer: Decodable {
    var token: String?
    var accessToken: String?
    var expiresIn: Int?

    enum CodingKeys: String, CodingKey {
        case token
        case accessToken = "access_token"
        case expiresIn = "expires_in"
    }
}

extension RegistryCredential {
    /// RFC 7617.
    fileprivate var basicHeader: String {
        "Basic " + Data("\(username):\(password.revealed())".utf8).base64EncodedString()
    }
}
