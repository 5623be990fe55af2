import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesKubeconfig

/// What a user of kubectl has already.
enum FoundKubeconfig {
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when there is no kubeconfig or no current context,
    ///   `.unsupported` for a method that a kubeconfig does not serve.
    static func look(_ wish: FoundCredentials.Wish) async throws -> FoundCredentials {
        if let method = wish.authMethod, method != "kubeconfig-context" {
            throw ApusError(
                .unsupported, "nothing on this machine is looked for with the authentication method '\(method)'",
                hint: "--auto-configure --auth-method kubeconfig-context")
        }
        var environment = ProcessInfo.processInfo.environment
        if let given = wish.options["kubeconfig"] { environment["KUBECONFIG"] = given }
        let kubeconfig = try Kubeconfig.load(environment: environment)
        var options: [String: JSONValue] = [:]
        if wish.options["all_contexts"] == nil, wish.options["all-contexts"] == nil {
            options["context"] = .string(try kubeconfig.context(wish.options["context"]).name)
        }
        let files = kubeconfig.files.map { "'\($0)'" }.joined(separator: ", ")
        return FoundCredentials(
            authMethod: "kubeconfig-context", options: options, origin: "the kubeconfig \(files)")
    }
}
