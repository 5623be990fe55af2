public import ApusCore
import LocalArtifactStore
import S3Plugin

/// The artifact stores that come with Apus, for programs that need nothing else of the plugins.
public enum BundledArtifactStores {
    /// A registry of their flavors.
    public static func registry() throws -> FlavorRegistry {
        var registry = try FlavorRegistry([S3Plugin()])
        try registry.register(LocalArtifactStore.flavor)
        return registry
    }
}
