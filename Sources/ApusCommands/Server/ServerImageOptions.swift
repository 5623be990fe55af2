import ApusBundled
import ApusCore
import ApusHost
import ApusHosting
import ApusImages
import ApusModel
import ArgumentParser

/// Where the image of a server comes from.
struct ServerImageOptions: ParsableArguments {
    @Option(help: "The registered container registry that the image is brought to; the active stack's without it.")
    var imageRegistry: String?
    @Option(help: "What the image is made on; nothing without it, since the programs bring all they need.")
    var baseImage: String?

    /// Brings the image of this Apus to the registry.
    /// - Returns: the image pinned by digest, and with what a cluster pulls it, by registry host.
    func publish() async throws -> (image: String, credentials: [String: RegistryCredential]) {
        let session = try await Session.open()
        let component = try await session.component(named: imageRegistry, of: .containerRegistry)
        let registry = try session.registry.makeContainerRegistry(
            try await session.factory.context(for: component))
        let image = ServerImage(
            registry: registry, programs: Programs.folder, cache: LayerCache(folder: session.home.layers))
        return (try await image.publish(on: baseImage), try await registry.pullCredentials())
    }
}
