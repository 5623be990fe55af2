public import ApusCore
import ApusModel

/// Supplies the artifact store flavor `s3`, a bucket at Amazon, MinIO, Ceph or anything else that speaks S3, and the
/// connector type `s3-bucket`.
public struct S3Plugin: StackPlugin {
    public static let manifest = PluginManifest(name: "s3", version: "0.1.0", summary: "Artifacts in S3 buckets")

    public init() {}

    public func register(into registry: inout FlavorRegistry) throws {
        try registry.register(
            Flavor(
                type: .artifactStore, name: "s3", summary: "a bucket of any S3 endpoint",
                configuration: S3Configuration.self, connectorResource: .s3Bucket, isRemote: { _ in true }
            ) { configuration, context in
                try S3ArtifactStore(configuration, context)
            })
        try registry.register(S3Connectors.type())
    }
}
