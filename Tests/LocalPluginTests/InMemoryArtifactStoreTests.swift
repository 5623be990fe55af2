import ApusTestKit
import Testing

@Suite("In-memory artifact store")
struct InMemoryArtifactStoreTests {
    @Test("keeps the contract", arguments: ArtifactStoreConformance.Check.all)
    func contract(check: ArtifactStoreConformance.Check) async throws {
        try await ArtifactStoreConformance { InMemoryArtifactStore() }.run(check)
    }
}
