import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesKubeconfig
import SystemPackage

/// What is read from a kubeconfig once, when a connector to its contexts is stored.
enum KubeconfigPreparation {
    /// `options` with the files as absolute paths and the context by name; with `store`, the contents of all files in
    /// their place.
    /// - Throws: what reading the kubeconfig throws; ``/ApusModel/ApusError`` with `.invalidConfiguration` for options
    ///   that do not go together.
    static func prepare(_ options: [String: JSONValue]) async throws -> [String: JSONValue] {
        let isWhole = options["all_contexts"]?.booleanValue == true
        if isWhole, let both = ["context", "cluster_name"].first(where: { options[$0] != nil }) {
            throw ApusError(
                .invalidConfiguration, "'all_contexts' and '\(both)' do not go together", hint: "leave out one of them")
        }
        if options["content"] != nil, options["kubeconfig"] == nil, options["store"]?.booleanValue == true {
            return options
        }
        var options = options
        options["content"] = nil
        let files =
            options["kubeconfig"]?.stringValue.map { Kubeconfig.paths(in: ["KUBECONFIG": $0]) }
            ?? Kubeconfig.paths(in: ProcessInfo.processInfo.environment)
        let folder = FilePath(FileManager.default.currentDirectoryPath)
        let places = files.map { folder.pushing($0).lexicallyNormalized() }
        let kubeconfig = try Kubeconfig.load(files: places)
        var context: KubeconfigContext?
        if !isWhole {
            let resolved = try kubeconfig.resolve(options["context"]?.stringValue)
            options["context"] = .string(resolved.context.name)
            context = resolved.context
        }
        if options["store"]?.booleanValue == true {
            options["kubeconfig"] = nil
            options["content"] = .string(
                try CanonicalJSON.text(try kubeconfig.flattened(to: context, isPortable: true)))
        } else {
            options["kubeconfig"] = .string(places.map(\.string).joined(separator: ":"))
        }
        return options
    }
}
