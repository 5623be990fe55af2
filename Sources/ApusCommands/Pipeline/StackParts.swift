import ApusCore
import ApusHost
import ApusModel
import ApusRunner

/// The working components of a stack that can run pipelines.
struct StackParts {
    let orchestrator: any Orchestrator
    let orchestratorFlavor: Flavor
    let artifactStore: any ArtifactStore
    let containerRegistry: (any ContainerRegistry)?
    /// Whether steps run on other machines.
    let isRemote: Bool

    init(_ stack: ResolvedStack, _ session: Session) async throws {
        try await self.init(stack.components, of: "stack '\(stack.stack.name)'", session)
    }

    /// - Parameter owner: whose components they are, for messages.
    init(_ components: [Component], of owner: String, _ session: Session) async throws {
        let registry = session.registry
        func component(_ type: ComponentType) -> Component? { components.first { $0.type == type } }
        guard let orchestrator = component(.orchestrator), let artifactStore = component(.artifactStore) else {
            throw ApusError(.invalidConfiguration, "\(owner) has no orchestrator or no artifact store")
        }
        orchestratorFlavor = try registry.flavor(orchestrator.flavor, of: .orchestrator)
        isRemote = orchestratorFlavor.isRemote(orchestrator.configuration)
        self.orchestrator = try registry.makeOrchestrator(try await session.factory.context(for: orchestrator))
        self.artifactStore = try registry.makeArtifactStore(try await session.factory.context(for: artifactStore))
        if let component = component(.containerRegistry) {
            containerRegistry = try registry.makeContainerRegistry(try await session.factory.context(for: component))
        } else {
            containerRegistry = nil
        }
    }

    /// What surrounds a run on these components.
    func environment(_ session: Session) throws -> RunEnvironment {
        let logs = StepLogs(store: artifactStore)
        return RunEnvironment(
            store: session.store, artifactStore: artifactStore, containerRegistry: containerRegistry,
            server: try Self.server(session), programs: Programs.folder
        ) { attempt in
            try await logs.lines(of: attempt).reduce(into: []) { lines, line in
                lines.append(OutputLine(step: attempt.step, text: line.text))
            }
        }
    }

    private static func server(_ session: Session) throws -> RunEnvironment.Server? {
        guard let url = session.state.server else { return nil }
        let connection = try ServerConnection(url: url, session: session)
        return RunEnvironment.Server(
            url: url, verifiesPrograms: { try await connection.verifiesPrograms() },
            runToken: { try await connection.runToken(for: $0) },
            scheduleToken: { try await connection.scheduleToken(for: $0) })
    }
}
