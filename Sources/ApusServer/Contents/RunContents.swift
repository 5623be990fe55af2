import ApusCore
import ApusHost
import ApusModel
import Logging

/// What runs left in their artifact stores.
struct RunContents: Sendable {
    let store: any MetadataStore
    let flavors: ServerFlavors?
    let logger: Logger

    /// The artifact store that the run used, with the secrets that it has now.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for an unknown run, and when its artifact store is of a flavor
    ///   that the server does not have; `.unsupported` when it has none at all.
    func artifactStore(of run: Identifier<Run>) async throws -> any ArtifactStore {
        guard let component = try await store.plan(of: run).component(.artifactStore) else {
            throw ApusError(.notFound, "run '\(run)' has no artifact store")
        }
        guard let flavors else {
            throw ApusError(.unsupported, "this server reads no artifact stores", hint: "apus run logs \(run)")
        }
        let registry = flavors.artifactStores
        let factory = ComponentFactory(store: store, registry: registry, home: flavors.home, logger: logger)
        return try registry.makeArtifactStore(try await factory.context(for: component))
    }
}
