public import ApusModel
import FoundationEssentials
public import KubernetesClient
import SystemPackage

extension Kubeconfig {
    /// The way to the cluster of a context.
    /// - Parameter name: `nil` for the current context.
    /// - Throws: what ``resolve(_:)`` throws.
    public func access(to name: String? = nil) throws(ApusError) -> ClusterAccess { try resolve(name).access }

    /// Reads everything that a context names. A token file is not read but named: its token changes.
    /// - Parameter name: `nil` for the current context.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for an unknown context, `.invalidConfiguration` for one that
    ///   leads nowhere or that kubectl refuses, `.unsupported` for ways to authenticate that Apus does not have.
    public func resolve(_ name: String? = nil) throws(ApusError) -> ResolvedContext {
        let context = try context(name)
        let cluster = try entry(context.cluster, "cluster", of: context, in: clusters)
        guard let server = cluster.fields.server, !server.isEmpty else {
            throw ApusError(
                .invalidConfiguration, "the cluster '\(context.cluster)' in '\(cluster.file)' has no server")
        }
        var access = try ClusterAccess(
            server: server, name: context.cluster, namespace: context.namespace ?? "default",
            authority: try authority(cluster, named: context.cluster),
            tlsServerName: cluster.fields.tlsServerName.flatMap { $0.isEmpty ? nil : $0 },
            proxyURL: cluster.fields.proxyURL.flatMap { $0.isEmpty ? nil : SecretString($0) })
        if cluster.fields.insecureSkipTLSVerify == true {
            guard case .system = access.authority else {
                throw ApusError(
                    .invalidConfiguration,
                    "cluster '\(context.cluster)' in '\(cluster.file)' has a certificate authority and does not want it",
                    reason: "insecure-skip-tls-verify is set beside certificate-authority",
                    hint:
                        "remove one of them: kubectl config unset clusters.\(context.cluster).insecure-skip-tls-verify")
            }
            access.insecureReason = "'\(cluster.file)' sets insecure-skip-tls-verify for cluster '\(context.cluster)'"
        }
        if context.user.isEmpty { return ResolvedContext(context: context, cluster: access, exec: nil) }
        let user = try entry(context.user, "user", of: context, in: users)
        try refuseUnsupported(user, named: context.user)
        access.identity = try identity(user, named: context.user)
        access.credential = credential(user)
        access.impersonation = try impersonation(user, named: context.user)
        var exec: ExecCommand?
        if access.credential.isNone { exec = try user.fields.exec?.command(of: user, named: context.user) }
        return ResolvedContext(context: context, cluster: access, exec: exec)
    }

    func entry<Fields: Sendable>(
        _ name: String, _ kind: String, of context: KubeconfigContext, in entries: [String: Located<Fields>]
    ) throws(ApusError) -> Located<Fields> {
        if let entry = entries[name] { return entry }
        throw ApusError(
            .invalidConfiguration,
            "context '\(context.name)' of the kubeconfig names the \(kind) '\(name)', which is not there",
            reason: entries.isEmpty ? "there are none" : "there are \(entries.keys.sorted().joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: entries.keys).map { "did you mean '\($0)'?" })
    }

    private func authority(_ cluster: Located<ClusterFields>, named name: String) throws(ApusError) -> ClusterAuthority
    {
        if let data = cluster.fields.certificateAuthorityData, !data.isEmpty {
            return .pem(try PEM.text(data, as: "certificate-authority-data of cluster '\(name)'"))
        }
        guard let path = cluster.fields.certificateAuthority, !path.isEmpty else { return .system }
        let text = try cluster.contents(of: path, as: "certificate-authority")
        return .pem(try PEM.text(text, as: "'\(cluster.resolved(path))'"))
    }

    private func identity(_ user: Located<UserFields>, named name: String) throws(ApusError) -> ClientIdentity? {
        let fields = user.fields
        let certificate = try pem(fields.clientCertificateData, fields.clientCertificate, "client-certificate", user)
        let key = try pem(fields.clientKeyData?.revealed(), fields.clientKey, "client-key", user)
        switch (certificate, key) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return ClientIdentity(certificate: certificate, key: SecretString(key))
        default:
            throw ApusError(
                .invalidConfiguration,
                "the user '\(name)' in '\(user.file)' has only one of client-certificate and client-key")
        }
    }

    private func pem(
        _ data: String?, _ path: String?, _ key: String, _ user: Located<UserFields>
    ) throws(ApusError) -> String? {
        if let data, !data.isEmpty { return try PEM.text(data, as: "\(key)-data in '\(user.file)'") }
        guard let path, !path.isEmpty else { return nil }
        return try PEM.text(user.contents(of: path, as: key), as: "'\(user.resolved(path))'")
    }

    private func credential(_ user: Located<UserFields>) -> ClusterCredential {
        let fields = user.fields
        let token = fields.token.flatMap { $0.isEmpty ? nil : $0 }
        if let path = fields.tokenFile, !path.isEmpty {
            let file = user.resolved(path)
            // client-go goes on with the token where the file cannot be read.
            if token == nil || FileManager.default.isReadableFile(atPath: file.string) { return .tokenFile(file) }
        }
        if let token { return .token(token) }
        guard let username = fields.username, !username.isEmpty else { return .none }
        return .password(UserPassword(username: username, password: fields.password ?? SecretString("")))
    }

    private func impersonation(_ user: Located<UserFields>, named name: String) throws(ApusError) -> Impersonation? {
        let fields = user.fields
        let groups = (fields.impersonatedGroups ?? []).map { $0 ?? "" }
        let extra = (fields.impersonatedExtra ?? [:]).mapValues { ($0 ?? []).map { $0 ?? "" } }
        if let other = fields.impersonated, !other.isEmpty {
            let uid = fields.impersonatedUID.flatMap { $0.isEmpty ? nil : $0 }
            return Impersonation(user: other, uid: uid, groups: groups, extra: extra)
        }
        if groups.isEmpty, extra.isEmpty, (fields.impersonatedUID ?? "").isEmpty { return nil }
        throw ApusError(
            .invalidConfiguration, "the user '\(name)' in '\(user.file)' impersonates nobody",
            reason: "as-groups, as-uid and as-user-extra need 'as'", hint: "add 'as', or remove them")
    }

    private func refuseUnsupported(_ user: Located<UserFields>, named name: String) throws(ApusError) {
        func refuse(_ key: String, _ reason: String, _ hint: String) -> ApusError {
            ApusError(
                .unsupported, "'\(key)' of user '\(name)' in '\(user.file)' is not supported", reason: reason,
                hint: hint)
        }
        if user.fields.authProvider != nil {
            throw refuse(
                "auth-provider", "Kubernetes 1.26 removed it in favour of exec",
                "install the cloud's credential plugin and write the kubeconfig anew")
        }
        let hasToken = [user.fields.token?.revealed(), user.fields.tokenFile].contains { $0?.isEmpty == false }
        if hasToken, user.fields.username?.isEmpty == false {
            throw ApusError(
                .invalidConfiguration, "the user '\(name)' in '\(user.file)' has a token and a username",
                reason: "only one of them can be sent", hint: "remove one of them from the kubeconfig")
        }
    }
}
