import JWTKit

/// The content of a token: claims of RFC 7519, section 4.1.
struct AccessTokenClaims: JWTPayload, Equatable {
    /// The identity of the server that made it.
    let iss: IssuerClaim
    /// The run that it can touch, or the schedule whose runs it can start.
    let sub: SubjectClaim
    /// ``scheduleAudience`` for the token of a schedule; a run's has none.
    let aud: AudienceClaim?
    let iat: IssuedAtClaim
    /// `nil` for a token that ends with its schedule or its run.
    let exp: ExpirationClaim?

    /// What tells the token of a schedule from a run's.
    static let scheduleAudience = "schedule"

    /// Issuer and time are checked by ``AccessTokens``, which knows both.
    func verify(using algorithm: some JWTAlgorithm) {}
}
