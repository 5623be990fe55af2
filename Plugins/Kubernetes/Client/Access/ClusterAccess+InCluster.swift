public import ApusModel
public import FoundationEssentials
public import SystemPackage

extension ClusterAccess {
    /// Where a pod finds its service account
    /// (https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/#directly-accessing-the-rest-api).
    public static let serviceAccountFolder: FilePath = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// The cluster that this process runs in, as its pod's service account.
    /// - Parameters:
    ///   - environment: of the process; Kubernetes puts the API server's address there.
    ///   - folder: the mount with `token`, `ca.crt` and `namespace`.
    /// - Throws: ``/ApusModel/ApusError`` with `.unsupported` outside of a pod and in a pod without service account,
    ///   `.forbidden` where the mount's namespace cannot be read.
    public static func inCluster(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        folder: FilePath = ClusterAccess.serviceAccountFolder
    ) throws(ApusError) -> ClusterAccess {
        let host = environment["KUBERNETES_SERVICE_HOST"] ?? ""
        let port = environment["KUBERNETES_SERVICE_PORT"] ?? ""
        if host.isEmpty || port.isEmpty {
            throw ApusError(
                .unsupported, "this process does not run in a Kubernetes cluster",
                reason: "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set",
                hint: "give the orchestrator a service connector or a kubernetes_context instead of incluster")
        }
        let token = folder.appending("token")
        let authority = folder.appending("ca.crt")
        for file in [token, authority] where !FileManager.default.isReadableFile(atPath: file.string) {
            throw ApusError(
                .unsupported, "this pod has no service account to reach its cluster with",
                reason: "'\(file)' cannot be read",
                hint: "set serviceAccountName, and not automountServiceAccountToken: false, in the pod's specification")
        }
        let namespace = try namespace(in: folder)
        return try ClusterAccess(
            server: "https://\(host.contains(":") ? "[\(host)]" : host):\(port)", name: "in-cluster",
            namespace: namespace.isEmpty ? "default" : namespace, authority: .file(authority),
            credential: .tokenFile(token))
    }

    /// What the mount says; nothing where it has no such file.
    private static func namespace(in folder: FilePath) throws(ApusError) -> String {
        let file = folder.appending("namespace")
        guard FileManager.default.fileExists(atPath: file.string) else { return "" }
        do {
            return try String(contentsOfFile: file.string, encoding: .utf8).trimmed
        } catch {
            throw ApusError(
                .forbidden, "this pod's namespace is unknown", reason: "'\(file)' cannot be read",
                hint: "see the pod's mounts with: kubectl describe pod $HOSTNAME", cause: error)
        }
    }
}
