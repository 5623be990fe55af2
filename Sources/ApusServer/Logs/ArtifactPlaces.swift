public import ApusCore
import ApusHost
import ApusModel
import ApusRunner
import Logging
public import SystemPackage

/// How a server gets at the artifact stores of runs, for their logs.
public struct ArtifactPlaces: Sendable {
    private let registry: FlavorRegistry
    private let home: FilePath

    /// - Parameters:
    ///   - registry: has the flavors of artifact stores that the server can read.
    ///   - home: where the artifact stores of this machine's user are.
    public init(registry: FlavorRegistry, home: FilePath) {
        self.registry = registry
        self.home = home
    }

    /// The logs of the run with that artifact store.
    func logs(in component: Component, _ store: any MetadataStore, _ logger: Logger) async throws -> StepLogs {
        let factory = ComponentFactory(store: store, registry: registry, home: home, logger: logger)
        return StepLogs(store: try registry.makeArtifactStore(try await factory.context(for: component)))
    }
}
