import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesKubeconfig
import SystemPackage

/// Makes a cluster a context of the kubeconfig of this machine's user.
enum KubectlLogin {
    /// Of several files in `KUBECONFIG`, that which has the context already, else the first that exists, is changed, as
    /// kubectl does it.
    /// - Throws: what ``KubeconfigDocument`` throws.
    static func write(_ login: ConnectorLogin) async throws -> ConnectorLogin.Receipt {
        let files = Kubeconfig.paths(in: login.environment)
        var target: FilePath?
        var current: FilePath?
        for file in files where FileManager.default.fileExists(atPath: file.string) {
            let document = try KubeconfigDocument(at: file)
            if target == nil, document.has(login.name, in: "contexts") { target = file }
            if current == nil, document.currentContext != nil { current = file }
        }
        let place =
            target ?? files.first { FileManager.default.fileExists(atPath: $0.string) } ?? files[files.count - 1]
        let (cluster, user) = entries(login.access)
        let namespace = login.access.values["namespace"] ?? "default"
        try KubeconfigDocument.change(place) { document in
            document.set(login.name, in: "clusters", as: "cluster", to: cluster)
            document.set(login.name, in: "users", as: "user", to: user)
            document.set(
                login.name, in: "contexts", as: "context",
                to: ["cluster": .string(login.name), "user": .string(login.name), "namespace": namespace])
            if login.isCurrent, current == nil || current == place { document.currentContext = login.name }
        }
        if login.isCurrent, let current, current != place {
            try KubeconfigDocument.change(current) { document in document.currentContext = login.name }
        }
        let option = login.isCurrent ? "" : "--context \(login.name) "
        return ConnectorLogin.Receipt(file: place.string, command: "kubectl \(option)get pods")
    }

    private static func entries(_ access: ResourceAccess) -> (cluster: [String: JSONValue], user: [String: JSONValue]) {
        var cluster: [String: JSONValue] = [:]
        cluster["server"] = access.values["server"]
        cluster["tls-server-name"] = access.values["tls_server_name"]
        cluster["proxy-url"] = access.secrets["proxy_url"].map { .string($0.revealed()) }
        cluster["certificate-authority-data"] = access.values["certificate_authority"]?.stringValue.map(base64)
        if access.values["insecure"]?.booleanValue == true {
            cluster["insecure-skip-tls-verify"] = true
            cluster["certificate-authority-data"] = nil
        }
        var user: [String: JSONValue] = [:]
        user["token"] = access.secrets["token"].map { .string($0.revealed()) }
        user["client-certificate-data"] = access.secrets["client_certificate"].map { base64($0.revealed()) }
        user["client-key-data"] = access.secrets["client_key"].map { base64($0.revealed()) }
        user["username"] = access.values["username"]
        user["password"] = access.secrets["password"].map { .string($0.revealed()) }
        user["as"] = access.values["impersonate_user"]
        user["as-uid"] = access.values["impersonate_uid"]
        user["as-groups"] = access.values["impersonate_groups"]
        user["as-user-extra"] = access.values["impersonate_extra"]
        return (cluster, user)
    }

    private static func base64(_ text: String) -> JSONValue { .string(Data(text.utf8).base64EncodedString()) }
}
