import ApusCore
import ApusHost
import ApusModel

/// The artifact store that a run used, with the secrets that it has now.
struct RunArtifacts {
    private let run: Run
    private let session: Session

    init(_ run: Run, _ session: Session) {
        self.run = run
        self.session = session
    }

    /// - Throws: ``ApusError`` with `.notFound` when the plan names no artifact store.
    func store() async throws -> any ArtifactStore {
        guard let component = try await session.store.plan(of: run.id).component(.artifactStore) else {
            throw ApusError(.notFound, "run '\(run.name)' has no artifact store")
        }
        return try session.registry.makeArtifactStore(try await session.factory.context(for: component))
    }
}
