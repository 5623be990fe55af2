public import ApusModel
public import FoundationEssentials
public import SystemPackage

/// What this machine's user has written down about clusters: one kubeconfig file, or several merged by kubectl's rules
/// (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files).
public struct Kubeconfig: Sendable {
    /// The files that were read, in order.
    public private(set) var files: [FilePath] = []
    /// The context that is meant where none is named.
    public private(set) var currentContext: String?
    var contextEntries: [(name: String, entry: Located<ContextFields>)] = []
    var clusters: [String: Located<ClusterFields>] = [:]
    var users: [String: Located<UserFields>] = [:]

    /// Reads the files that the environment names: those in `KUBECONFIG`, separated by colons, of which some may be
    /// missing, or else `~/.kube/config`.
    /// - Parameter file: when given, this file and nothing else.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when there is none at all, `.invalidConfiguration` for a
    ///   file that is no kubeconfig.
    public static func load(
        file: FilePath? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ApusError) -> Kubeconfig {
        try load(files: file.map { [$0] } ?? paths(in: environment))
    }

    /// Reads these files, of which some may be missing, as if they were named in `KUBECONFIG`.
    /// - Throws: as ``load(file:environment:)``.
    public static func load(files: [FilePath]) throws(ApusError) -> Kubeconfig {
        var merged = Kubeconfig()
        for path in files where FileManager.default.fileExists(atPath: path.string) {
            merged.add(try KubeconfigFile(at: path), from: path)
        }
        if merged.files.isEmpty {
            let names = files.map { "'\($0)'" }.joined(separator: ", ")
            throw ApusError(
                .notFound, "there is no kubeconfig", reason: "\(names) does not exist",
                hint: "set KUBECONFIG to the file that reaches the cluster, or use a service connector")
        }
        return merged
    }

    /// Reads a kubeconfig that is not in a file; paths in it are relative to the current folder.
    /// - Parameter name: what it is, for messages.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    public static func read(_ text: SecretString, as name: String) throws(ApusError) -> Kubeconfig {
        var kubeconfig = Kubeconfig()
        kubeconfig.add(
            try KubeconfigFile(Data(text.revealed().utf8), name: name, hint: nil),
            from: FilePath(FileManager.default.currentDirectoryPath).appending("kubeconfig"))
        return kubeconfig
    }

    /// The contexts, in the order in which the files have them.
    public var contexts: [KubeconfigContext] {
        contextEntries.map { name, entry in
            KubeconfigContext(
                name: name, cluster: entry.fields.cluster ?? "", user: entry.fields.user ?? "",
                namespace: entry.fields.namespace.flatMap { $0.isEmpty ? nil : $0 })
        }
    }

    /// The context of that name.
    /// - Parameter name: `nil` for the current context.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`, naming the contexts that exist and the closest spelling.
    public func context(_ name: String? = nil) throws(ApusError) -> KubeconfigContext {
        let place = files.map { "'\($0)'" }.joined(separator: ", ")
        let names = contexts.map(\.name)
        let known = names.isEmpty ? "\(place) has no contexts" : "there are \(names.sorted().joined(separator: ", "))"
        guard let wanted = name ?? currentContext else {
            throw ApusError(
                .notFound, "the kubeconfig has no current context", reason: known,
                hint: "choose one with: kubectl config use-context NAME")
        }
        if let context = contexts.first(where: { $0.name == wanted }) { return context }
        throw ApusError(
            .notFound, "the kubeconfig has no context '\(wanted)'", reason: known,
            hint: Spelling.closest(to: wanted, among: names).map { "did you mean '\($0)'?" }
                ?? "see the contexts with: kubectl config get-contexts")
    }

    /// The first file to name a cluster, user, context or current context decides about it, whole.
    private mutating func add(_ file: KubeconfigFile, from path: FilePath) {
        let path = path.isAbsolute ? path : FilePath(FileManager.default.currentDirectoryPath).pushing(path)
        files.append(path)
        if currentContext == nil, let name = file.currentContext, !name.isEmpty { currentContext = name }
        for entry in file.clusters ?? [] where clusters[entry?.name ?? ""] == nil {
            clusters[entry?.name ?? ""] = Located(fields: entry?.cluster ?? ClusterFields(), file: path)
        }
        for entry in file.users ?? [] where users[entry?.name ?? ""] == nil {
            users[entry?.name ?? ""] = Located(fields: entry?.user ?? UserFields(), file: path)
        }
        for entry in file.contexts ?? [] {
            let name = entry?.name ?? ""
            if contextEntries.contains(where: { $0.name == name }) { continue }
            contextEntries.append((name, Located(fields: entry?.context ?? ContextFields(), file: path)))
        }
    }

    /// The files that `environment` names, as kubectl finds them.
    public static func paths(in environment: [String: String]) -> [FilePath] {
        let named = (environment["KUBECONFIG"] ?? "").split(separator: ":").map { FilePath(String($0)) }
        if !named.isEmpty { return named }
        return [FilePath(environment["HOME"] ?? "/root").appending(".kube").appending("config")]
    }
}
