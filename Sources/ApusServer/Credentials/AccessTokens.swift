import ApusAPI
import ApusModel
import FoundationEssentials
import JWTKit

/// Makes and checks the tokens that can touch one run only, and those that can only start runs of one schedule: JSON
/// Web Tokens signed by EdDSA (RFC 7519, RFC 8037).
struct AccessTokens: Sendable {
    private let keyring: TokenKeyring
    private let issuer: String
    private let usualLifetime: Int
    private let life: RunTokenLife
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - issuer: the server's identity.
    ///   - lifetime: of a run's token whose maker does not say; it goes on after that while the run does.
    ///   - life: says when a run's tokens end in any case.
    init(
        keyring: TokenKeyring, issuer: String, lifetime: Duration, life: RunTokenLife,
        now: @escaping @Sendable () -> Date
    ) {
        self.keyring = keyring
        self.issuer = issuer
        usualLifetime = Int(lifetime.components.seconds)
        self.life = life
        self.now = now
    }

    /// Nobody may ask for longer, in seconds: 31 days.
    static let longestLifetime = 31 * 24 * 3600

    /// A token for `run`.
    /// - Parameter lifetime: in seconds; `nil` for as long as the run goes on.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a lifetime that is not given.
    func make(for run: Identifier<Run>, lifetime: Int?) async throws -> RunToken {
        guard let lifetime else {
            let token = try await sign(run.rawValue, audience: nil, expires: nil)
            return RunToken(token: token, expiresAt: issued().addingTimeInterval(Double(usualLifetime)))
        }
        guard (1...Self.longestLifetime).contains(lifetime) else {
            throw ApusError(
                .invalidArgument, "a run token cannot be valid for \(lifetime) seconds",
                reason: "the lifetime is 1 to \(Self.longestLifetime) seconds")
        }
        let expires = issued().addingTimeInterval(Double(lifetime))
        let token = try await sign(run.rawValue, audience: nil, expires: expires)
        return RunToken(token: token, expiresAt: expires)
    }

    /// A token for `schedule`.
    func make(for schedule: Identifier<Schedule>) async throws -> SecretString {
        try await sign(schedule.rawValue, audience: AccessTokenClaims.scheduleAudience, expires: nil)
    }

    /// Whom `token` is for.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized`; what the store throws.
    func caller(with token: String) async throws -> Caller {
        let claims: AccessTokenClaims
        do {
            claims = try await keyring.verify(token)
        } catch {
            throw ApusError.unauthorized("neither an API key nor a token of this server")
        }
        guard claims.iss.value == issuer else { throw ApusError.unauthorized("the token is another server's") }
        if let audience = claims.aud {
            guard audience.value == [AccessTokenClaims.scheduleAudience] else {
                throw ApusError.unauthorized("the token is for something that this server does not know")
            }
            return .schedule(Identifier(rawValue: claims.sub.value))
        }
        let run = Identifier<Run>(rawValue: claims.sub.value)
        if let end = claims.exp?.value, now() >= end {
            throw ApusError.unauthorized("the run token expired at \(Timestamp.text(end))")
        }
        try await life.check(run)
        return .run(run)
    }

    private func sign(_ subject: String, audience: String?, expires: Date?) async throws -> SecretString {
        let claims = AccessTokenClaims(
            iss: IssuerClaim(value: issuer), sub: SubjectClaim(value: subject),
            aud: audience.map { AudienceClaim(value: $0) }, iat: IssuedAtClaim(value: issued()),
            exp: expires.map { ExpirationClaim(value: $0) })
        return try await keyring.sign(claims, isForSchedule: audience != nil)
    }

    private func issued() -> Date { Date(timeIntervalSince1970: now().timeIntervalSince1970.rounded(.down)) }
}
