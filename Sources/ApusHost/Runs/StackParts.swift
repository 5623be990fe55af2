public import ApusCore
public import ApusModel
public import SystemPackage

/// The working components of a stack that can run pipelines.
public struct StackParts: Sendable {
    public let orchestrator: any Orchestrator
    public let orchestratorFlavor: Flavor
    public let artifactStore: any ArtifactStore
    public let containerRegistry: (any ContainerRegistry)?
    /// Whether steps run on other machines.
    public let isRemote: Bool

    /// - Parameter owner: whose components they are, for messages.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` without an orchestrator or an artifact store,
    ///   `.notFound` for a flavor that is not known.
    public init(
        _ components: [Component], of owner: String, registry: FlavorRegistry, factory: ComponentFactory
    ) async throws {
        func component(_ type: ComponentType) -> Component? { components.first { $0.type == type } }
        guard let orchestrator = component(.orchestrator), let artifactStore = component(.artifactStore) else {
            throw ApusError(.invalidConfiguration, "\(owner) has no orchestrator or no artifact store")
        }
        orchestratorFlavor = try registry.flavor(orchestrator.flavor, of: .orchestrator)
        isRemote = orchestratorFlavor.isRemote(orchestrator.configuration)
        self.orchestrator = try registry.makeOrchestrator(try await factory.context(for: orchestrator))
        self.artifactStore = try registry.makeArtifactStore(try await factory.context(for: artifactStore))
        if let component = component(.containerRegistry) {
            containerRegistry = try registry.makeContainerRegistry(try await factory.context(for: component))
        } else {
            containerRegistry = nil
        }
    }

    /// What surrounds a run on these components.
    public func environment(
        store: any MetadataStore, server: RunEnvironment.Server?, programs: FilePath,
        keptOutput: (@Sendable (Attempt.Key) async throws -> [OutputLine])? = nil
    ) -> RunEnvironment {
        RunEnvironment(
            store: store, artifactStore: artifactStore, containerRegistry: containerRegistry, server: server,
            programs: programs, keptOutput: keptOutput)
    }
}
