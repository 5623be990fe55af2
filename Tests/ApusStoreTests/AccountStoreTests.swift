import ApusModel
import ApusSQL
import ApusStore
import ApusTestKit
import Logging
import SystemPackage
import Testing

@Suite("Account stores")
struct AccountStoreTests {
    @Test("the one in memory keeps the contract", arguments: AccountStoreConformance.Check.all)
    func inMemory(check: AccountStoreConformance.Check) async throws {
        try await AccountStoreConformance { InMemoryMetadataStore() }.run(check)
    }

    @Test("the one in a database keeps the contract", arguments: AccountStoreConformance.Check.all)
    func inDatabase(check: AccountStoreConformance.Check) async throws {
        try await withScratchFolder { folder in
            try await AccountStoreConformance {
                try SQLiteStore(path: folder.appending("apus.db"), environment: [:], logger: Logger(label: "test"))
            }.run(check)
        }
    }
}
