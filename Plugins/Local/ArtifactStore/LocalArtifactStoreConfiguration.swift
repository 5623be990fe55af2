public import ApusCore
import ApusModel

/// The options of the artifact store flavor `local`.
public struct LocalArtifactStoreConfiguration: ComponentConfiguration {
    @Setting(
        "Absolute path of the folder that holds the artifacts; by default one in Apus's own data",
        example: "/data/artifacts")
    public var path: String?

    public init() {}
}
