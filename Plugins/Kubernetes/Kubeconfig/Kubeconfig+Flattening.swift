public import ApusModel
import FoundationEssentials
import SystemPackage

extension Kubeconfig {
    /// Everything in one kubeconfig that needs no other file: what `kubectl config view --merge --flatten` shows,
    /// without preferences and extensions.
    ///
    /// kubectl leaves token files and paths of credential programs as they are; so does this unless `isPortable`.
    /// - Parameters:
    ///   - context: only this context with its cluster and user, as with `--minify`; it becomes the current one.
    ///   - isPortable: whether it has to work in another folder, and without token files.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for an unknown context, `.invalidConfiguration` for a file
    ///   that cannot be read, a context that leads nowhere, or contents given twice.
    public func flattened(to context: KubeconfigContext? = nil, isPortable: Bool = false) throws(ApusError) -> JSONValue
    {
        var contexts: [JSONValue] = []
        for (name, entry) in contextEntries where context == nil || name == context?.name {
            contexts.append(Self.entry(name, "context", entry.fields.members))
        }
        if let context {
            if !context.cluster.isEmpty { _ = try entry(context.cluster, "cluster", of: context, in: clusters) }
            if !context.user.isEmpty { _ = try entry(context.user, "user", of: context, in: users) }
        }
        // An empty name in a context is no name, even where an entry has none.
        var clusterEntries: [JSONValue] = []
        for (name, cluster) in clusters.sorted(by: { $0.key < $1.key })
        where context.map({ !name.isEmpty && name == $0.cluster }) ?? true {
            clusterEntries.append(Self.entry(name, "cluster", try cluster.flattened(isPortable: isPortable)))
        }
        var userEntries: [JSONValue] = []
        for (name, user) in users.sorted(by: { $0.key < $1.key })
        where context.map({ !name.isEmpty && name == $0.user }) ?? true {
            userEntries.append(Self.entry(name, "user", try user.flattened(isPortable: isPortable)))
        }
        return [
            "apiVersion": "v1", "kind": "Config", "current-context": .string(context?.name ?? currentContext ?? ""),
            "clusters": .array(clusterEntries), "contexts": .array(contexts), "users": .array(userEntries),
        ]
    }

    private static func entry(_ name: String, _ kind: String, _ members: [String: JSONValue]) -> JSONValue {
        .object(["name": .string(name), kind: .object(members)])
    }
}

extension ContextFields {
    fileprivate var members: [String: JSONValue] {
        ["cluster": cluster, "user": user, "namespace": namespace].given
    }
}

extension Located<ClusterFields> {
    fileprivate func flattened(isPortable: Bool) throws(ApusError) -> [String: JSONValue] {
        var members = [
            "server": fields.server, "tls-server-name": fields.tlsServerName, "proxy-url": fields.proxyURL,
            "certificate-authority-data": try data(
                fields.certificateAuthorityData, or: fields.certificateAuthority, "certificate-authority", isPortable),
        ].given
        if fields.insecureSkipTLSVerify == true { members["insecure-skip-tls-verify"] = true }
        if fields.disablesCompression == true { members["disable-compression"] = true }
        return members
    }
}

extension Located<UserFields> {
    fileprivate func flattened(isPortable: Bool) throws(ApusError) -> [String: JSONValue] {
        var token = fields.token?.revealed()
        var tokenFile = fields.tokenFile
        if isPortable, let path = tokenFile, !path.isEmpty {
            token = try contents(of: path, as: "tokenFile").trimmed
            tokenFile = nil
        }
        var members = [
            "client-certificate-data": try data(
                fields.clientCertificateData, or: fields.clientCertificate, "client-certificate", isPortable),
            "client-key-data": try data(
                fields.clientKeyData?.revealed(), or: fields.clientKey, "client-key", isPortable),
            "token": token, "tokenFile": tokenFile, "username": fields.username,
            "password": fields.password?.revealed(), "as": fields.impersonated, "as-uid": fields.impersonatedUID,
        ].given
        members["as-groups"] = fields.impersonatedGroups.map { .texts($0) }
        members["as-user-extra"] = fields.impersonatedExtra.map { .object($0.mapValues { .texts($0 ?? []) }) }
        members["auth-provider"] = fields.authProvider.map { provider in
            var members = ["name": provider.name].given
            members["config"] = provider.config.map { .object($0.mapValues { .string($0 ?? "") }) }
            return .object(members)
        }
        members["exec"] = fields.exec.map { exec in
            var exec = exec
            if isPortable, let command = exec.command, command.contains("/") { exec.command = resolved(command).string }
            return exec.json
        }
        return members
    }
}

extension Located {
    /// Contents go before a path; kubectl refuses to choose between them here.
    fileprivate func data(
        _ data: String?, or path: String?, _ key: String, _ mayChoose: Bool
    ) throws(ApusError) -> String? {
        let hasPath = path.map { !$0.isEmpty } ?? false
        if let data, !data.isEmpty {
            if !hasPath || mayChoose { return data.filter { !$0.isNewline } }
            throw ApusError(
                .invalidConfiguration, "'\(file)' has both a '\(key)' and a '\(key)-data' in one entry",
                hint: "remove one of them")
        }
        guard let path, hasPath else { return nil }
        return try bytes(of: path, as: key).base64EncodedString()
    }
}

extension ExecFields {
    fileprivate var json: JSONValue {
        var members = [
            "command": command, "apiVersion": apiVersion, "installHint": installHint,
            "interactiveMode": interactiveMode,
        ].given
        members["args"] = args.map { .texts($0) }
        members["env"] = env.map { variables in
            .array(
                variables.map { variable in
                    .object(["name": variable?.name, "value": variable?.value?.revealed()].given)
                })
        }
        if provideClusterInfo == true { members["provideClusterInfo"] = true }
        return .object(members)
    }
}

extension JSONValue {
    fileprivate static func texts(_ texts: [String?]) -> JSONValue { .array(texts.map { .string($0 ?? "") }) }
}

extension [String: String?] {
    fileprivate var given: [String: JSONValue] {
        compactMapValues { text in text.flatMap { $0.isEmpty ? nil : .string($0) } }
    }
}
