import ApusAPI
import ApusCore
import ApusModel
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// Finds out who calls, by the bearer token (RFC 6750), in ``/ApusAPI/CarriedAuthorization`` or else in `Authorization`,
/// or by a browser's cookie, and refuses whom it does not know.
struct Authentication: Sendable {
    let accounts: any AccountStore
    let tokens: AccessTokens
    /// `nil` where no infrastructure vouches for programs.
    let programs: VerifiedPrograms?
    let now: @Sendable () -> Date

    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized`; what the store throws.
    func caller(of request: Request) async throws -> Caller {
        let carried = HTTPField.Name(CarriedAuthorization.header).flatMap { request.headers[$0] }
        guard let value = carried ?? request.headers[.authorization] else { return try await visitor(of: request) }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            let header = carried == nil ? "Authorization" : CarriedAuthorization.header
            throw ApusError.unauthorized("the \(header) header has no bearer token")
        }
        let token = String(parts[1]).trimmed
        guard let credential = Credential(SecretString(token)) else { return try await program(with: token) }
        switch credential.kind {
        case .apiKey: return try await holder(of: credential)
        case .login: return try await person(with: credential)
        }
    }

    /// The person at a browser.
    private func visitor(of request: Request) async throws -> Caller {
        guard let cookie = BrowserCookie(of: request), let credential = Credential(cookie.token),
            credential.kind == .login
        else { throw ApusError.unauthorized("there is no Authorization header") }
        let person = try await person(with: credential)
        try cookie.check(request)
        return person
    }

    private func program(with token: String) async throws -> Caller {
        if let caller = try await programs?.caller(with: SecretString(token)) { return caller }
        return try await tokens.caller(with: token)
    }

    private func holder(of credential: Credential) async throws -> Caller {
        guard let (key, account) = try await accounts.apiKey(withDigest: credential.digest) else {
            throw ApusError.unauthorized("the API key is not one of this server's")
        }
        let now = now()
        if let end = key.expiresAt, now >= end {
            throw ApusError.unauthorized("the API key '\(key.name)' expired at \(Timestamp.text(end))")
        }
        try checkIsEnabled(account)
        if now.timeIntervalSince(key.lastUsedAt ?? .distantPast) >= Self.useResolution {
            try? await accounts.noteUse(of: key.id, at: now)  // a full disk must not keep readers out
        }
        return .holder(account, key)
    }

    private func person(with credential: Credential) async throws -> Caller {
        guard let (login, account) = try await accounts.login(withDigest: credential.digest) else {
            throw ApusError.unauthorized("the login has ended")
        }
        if now() >= login.expiresAt {
            throw ApusError.unauthorized("the login ended at \(Timestamp.text(login.expiresAt))")
        }
        try checkIsEnabled(account)
        return .person(account, login)
    }

    private func checkIsEnabled(_ account: Account) throws(ApusError) {
        if account.isDisabled { throw .unauthorized("account '\(account.name)' is disabled") }
    }

    /// Seconds. Uses that follow more closely are not noted: each note is a change on disk.
    private static let useResolution = 60.0
}
