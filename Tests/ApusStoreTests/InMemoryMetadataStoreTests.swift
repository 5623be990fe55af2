import ApusTestKit
import Testing

@Suite("In-memory metadata store")
struct InMemoryMetadataStoreTests {
    @Test("keeps the contract", arguments: MetadataStoreConformance.Check.all)
    func contract(check: MetadataStoreConformance.Check) async throws {
        try await MetadataStoreConformance { InMemoryMetadataStore() }.run(check)
    }
}
