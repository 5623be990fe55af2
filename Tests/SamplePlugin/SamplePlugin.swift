import ApusCore
import ApusModel
import ApusPluginSDK
import ApusTestKit
import FoundationEssentials
import Glibc
import LocalArtifactStore
import SystemPackage

/// A plugin in Swift that serves every contract but that of orchestrators, for tests: what it serves is in memory or in
/// a folder.
@main
struct SamplePlugin: StackPlugin {
    static let manifest = PluginManifest(name: "sample", version: "1.0.0", summary: "Everything, in memory")

    func register(into registry: inout FlavorRegistry) throws {
        try registry.register(
            Flavor(
                type: .artifactStore, name: "sample", summary: "A folder", configuration: StoreOptions.self,
                isRemote: { _ in false }
            ) { options, _ in LocalArtifactStore(folder: FilePath(options.path)) })
        try registry.register(
            Flavor(
                type: .containerRegistry, name: "sample-registry", summary: "Images in memory",
                configuration: RegistryOptions.self, isRemote: { _ in true }
            ) { options, _ in
                let credential = RegistryCredential(username: "puller", password: SecretString(options.password))
                return InMemoryContainerRegistry(
                    address: options.address, images: ["base:1"], credentials: ["registry.test": credential])
            })
        let resources: [ResourceType: Set<String>] = [.s3Bucket: ["b", "a", "c"], .dockerRegistry: ["images.test"]]
        for (name, condition) in [
            ("sample", InMemoryPeer.Condition.answering),
            ("sample-failing", .failing(ApusError(.unavailable, "nobody is there"))), ("sample-silent", .silent),
        ] {
            let peer = InMemoryPeer(resources: resources, token: SecretString("good-token"), condition: condition)
            let type = InMemoryServiceConnector.type(reaching: peer)
            try registry.register(
                ConnectorType(
                    name: name, summary: type.summary, resourceTypes: type.resourceTypes, authMethods: type.authMethods)
            )
            Task {
                await peer.untilAsked()
                try FileDescriptor.standardError.writeAll("asked\n".utf8)
            }
        }
    }

    static func main() async throws {
        let service = try StackPluginService(
            SamplePlugin(), addresses: ["sample": "file://{path}", "sample-registry": "{address}"])
        exit(await PluginServer(service).run())
    }
}

struct StoreOptions: ComponentConfiguration {
    @Setting("The folder")
    var path: String
}

struct RegistryOptions: ComponentConfiguration {
    @Setting("The registry's address")
    var address: String
    @Setting("What clusters pull with", isSecret: true)
    var password: String
}
