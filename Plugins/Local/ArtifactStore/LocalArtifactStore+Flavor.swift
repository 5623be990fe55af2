public import ApusCore
import ApusModel
import SystemPackage

extension LocalArtifactStore {
    /// The flavor `local`.
    public static let flavor = Flavor(
        type: .artifactStore, name: "local", summary: "A folder on this machine",
        configuration: LocalArtifactStoreConfiguration.self, isRemote: { _ in false }
    ) { configuration, context in
        guard let given = configuration.path else {
            return LocalArtifactStore(folder: context.home.appending("artifacts").appending(context.component.name))
        }
        let folder = FilePath(given).lexicallyNormalized()
        guard folder.isAbsolute else {
            throw ApusError(
                .invalidConfiguration,
                "option 'path' of artifact store '\(context.component.name)' cannot be '\(given)'",
                reason: "steps run in other folders, so the path has to be absolute", hint: "--path=/data/artifacts")
        }
        return LocalArtifactStore(folder: folder)
    }
}
