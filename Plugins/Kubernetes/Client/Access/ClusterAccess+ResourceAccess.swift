public import ApusCore
public import ApusModel
import FoundationEssentials
import Synchronization
import SystemPackage

extension ClusterAccess {
    /// The names of options and secrets that a cluster's ``/ApusCore/ResourceAccess`` has.
    enum Key {
        static let server = "server"
        static let namespace = "namespace"
        static let authority = "certificate_authority"
        static let insecure = "insecure"
        static let tlsServerName = "tls_server_name"
        static let token = "token"
        static let certificate = "client_certificate"
        static let key = "client_key"
        static let proxyURL = "proxy_url"
        static let username = "username"
        static let password = "password"
        static let impersonatedUser = "impersonate_user"
        static let impersonatedUID = "impersonate_uid"
        static let impersonatedGroups = "impersonate_groups"
        static let impersonatedExtra = "impersonate_extra"
    }

    /// The cluster that a service connector gives access to, with the credentials as they are now.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` when `access` is to something else.
    public init(_ access: ResourceAccess) throws(ApusError) {
        guard access.resourceType == .kubernetesCluster, let server = access.values[Key.server]?.stringValue else {
            throw ApusError(
                .invalidConfiguration,
                "the service connector gives no access to a Kubernetes cluster",
                reason: "it gives access to \(access.resourceType) '\(access.resourceID)'"
            )
        }
        try self.init(
            server: server, name: access.resourceID, namespace: access.values[Key.namespace]?.stringValue ?? "default",
            authority: access.values[Key.authority]?.stringValue.map { .pem($0) } ?? .system,
            insecureReason: access.values[Key.insecure]?.booleanValue == true
                ? "the option 'insecure' is set for the cluster '\(access.resourceID)'" : nil,
            tlsServerName: access.values[Key.tlsServerName]?.stringValue, proxyURL: access.secrets[Key.proxyURL],
            identity: Self.identity(of: access),
            credential: access.secrets[Key.token].map { .token($0) }
                ?? Self.password(of: access).map { .password($0) } ?? .none,
            impersonation: Self.impersonation(of: access))
    }

    /// The cluster that a service connector gives access to, asking the connector anew whenever its credentials end or
    /// are refused.
    /// - Throws: what `ask` throws, and what ``init(_:)`` throws.
    public static func renewed(
        by ask: @escaping @Sendable () async throws -> ResourceAccess
    ) async throws -> ClusterAccess {
        let first = try await ask()
        let unused = UnusedAccess(first)
        var access = try ClusterAccess(first)
        access.identity = nil
        access.credential = .issued {
            let now = if let first = unused.take() { first } else { try await ask() }
            return IssuedCredential(
                token: now.secrets[Key.token], password: password(of: now), identity: identity(of: now),
                expiresAt: now.expiresAt)
        }
        return access
    }

    /// This access as a service connector hands it on, with the credentials as they are now.
    /// - Throws: ``/ApusModel/ApusError`` when a file or issuer of credentials fails.
    public func resourceAccess() async throws -> ResourceAccess {
        let issued = try await credential.obtain()
        var values: [String: JSONValue] = [Key.server: .string(server), Key.namespace: .string(namespace)]
        if let text = try authorityText() { values[Key.authority] = .string(text) }
        if insecureReason != nil { values[Key.insecure] = true }
        if let tlsServerName { values[Key.tlsServerName] = .string(tlsServerName) }
        if let impersonation { values.merge(Self.values(of: impersonation)) { $1 } }
        var secrets: [String: SecretString] = [:]
        secrets[Key.token] = issued.token
        values[Key.username] = issued.password.map { .string($0.username) }
        secrets[Key.password] = issued.password?.password
        secrets[Key.proxyURL] = proxyURL
        if let identity = issued.identity ?? identity {
            secrets[Key.certificate] = SecretString(identity.certificate)
            secrets[Key.key] = identity.key
        }
        return ResourceAccess(
            resourceType: .kubernetesCluster, resourceID: name, values: values, secrets: secrets,
            expiresAt: issued.expiresAt)
    }

    private func authorityText() throws(ApusError) -> String? {
        switch authority {
        case .system: return nil
        case .pem(let text): return text
        case .file(let path):
            do {
                return try String(contentsOfFile: path.string, encoding: .utf8)
            } catch {
                throw ApusError(
                    .invalidConfiguration, "the certificate authority '\(path)' cannot be read",
                    hint: "check it with: ls -l \(path)", cause: error)
            }
        }
    }

    private static func identity(of access: ResourceAccess) -> ClientIdentity? {
        guard let certificate = access.secrets[Key.certificate], let key = access.secrets[Key.key] else { return nil }
        return ClientIdentity(certificate: certificate.revealed(), key: key)
    }

    private static func password(of access: ResourceAccess) -> UserPassword? {
        guard let username = access.values[Key.username]?.stringValue, let password = access.secrets[Key.password]
        else { return nil }
        return UserPassword(username: username, password: password)
    }

    private static func values(of impersonation: Impersonation) -> [String: JSONValue] {
        var values: [String: JSONValue] = [Key.impersonatedUser: .string(impersonation.user)]
        values[Key.impersonatedUID] = impersonation.uid.map { .string($0) }
        if !impersonation.groups.isEmpty {
            values[Key.impersonatedGroups] = .array(impersonation.groups.map { .string($0) })
        }
        if !impersonation.extra.isEmpty {
            values[Key.impersonatedExtra] = .object(
                impersonation.extra.mapValues { .array($0.map { .string($0) }) })
        }
        return values
    }

    private static func impersonation(of access: ResourceAccess) -> Impersonation? {
        guard let user = access.values[Key.impersonatedUser]?.stringValue else { return nil }
        func texts(_ value: JSONValue?) -> [String] { value?.arrayValue?.compactMap(\.stringValue) ?? [] }
        return Impersonation(
            user: user, uid: access.values[Key.impersonatedUID]?.stringValue,
            groups: texts(access.values[Key.impersonatedGroups]),
            extra: access.values[Key.impersonatedExtra]?.objectValue?.mapValues(texts) ?? [:])
    }
}

/// The answer that was needed to know the cluster and serves as its first credential too.
private final class UnusedAccess: Sendable {
    private let access: Mutex<ResourceAccess?>

    init(_ access: ResourceAccess) { self.access = Mutex(access) }

    func take() -> ResourceAccess? {
        access.withLock { access in
            defer { access = nil }
            return access
        }
    }
}
