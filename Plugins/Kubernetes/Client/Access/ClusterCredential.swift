public import ApusModel
public import FoundationEssentials
public import SystemPackage

/// How a client proves who it is, beside its certificate.
public struct ClusterCredential: Sendable {
    enum Kind: Sendable {
        case none
        case token(SecretString)
        case password(UserPassword)
        case tokenFile(FilePath)
        case issued(@Sendable () async throws -> IssuedCredential)
    }

    let kind: Kind

    /// By nothing else.
    public static let none = ClusterCredential(kind: .none)

    /// By this bearer token.
    public static func token(_ token: SecretString) -> ClusterCredential { ClusterCredential(kind: .token(token)) }

    /// By this name and password.
    public static func password(_ password: UserPassword) -> ClusterCredential {
        ClusterCredential(kind: .password(password))
    }

    /// By the bearer token in this file, which is read again every minute and when the server refuses it.
    public static func tokenFile(_ path: FilePath) -> ClusterCredential { ClusterCredential(kind: .tokenFile(path)) }

    /// By what `issue` gives; it is called again shortly before that ends, and when the server refuses it.
    public static func issued(by issue: @escaping @Sendable () async throws -> IssuedCredential) -> ClusterCredential {
        ClusterCredential(kind: .issued(issue))
    }

    /// Whether there is nothing to prove it by.
    public var isNone: Bool {
        if case .none = kind { true } else { false }
    }

    /// When it ends, where it says so itself and nothing renews it.
    public var end: Date? {
        if case .token(let token) = kind { JSONWebToken(token)?.expiresAt } else { nil }
    }

    /// Whether it is a name and password.
    public var isPassword: Bool {
        if case .password = kind { true } else { false }
    }

    /// Whether asking again may give another credential.
    var isRenewable: Bool {
        switch kind {
        case .none, .token, .password: false
        case .tokenFile, .issued: true
        }
    }

    /// The credential as it is now.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` when there is none; whatever the issuer throws.
    func obtain() async throws -> IssuedCredential {
        switch kind {
        case .none: IssuedCredential(token: nil)
        case .token(let token): IssuedCredential(token: token)
        case .password(let password): IssuedCredential(token: nil, password: password)
        case .tokenFile(let path): IssuedCredential(token: try Self.token(in: path))
        case .issued(let issue): try await issue()
        }
    }

    private static func token(in path: FilePath) throws(ApusError) -> SecretString {
        let text: String
        do {
            text = try String(contentsOfFile: path.string, encoding: .utf8).trimmed
        } catch {
            throw ApusError(
                .unauthorized, "the token file '\(path)' cannot be read", hint: "check it with: ls -l \(path)",
                cause: error)
        }
        if text.isEmpty { throw ApusError(.unauthorized, "the token file '\(path)' is empty") }
        return SecretString(text)
    }
}
