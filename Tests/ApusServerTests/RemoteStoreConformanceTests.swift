import ApusTestKit
import Testing

@Suite struct RemoteStoreConformanceTests {
    @Test(arguments: MetadataStoreConformance.Check.all)
    func `a store behind a server keeps the contract`(check: MetadataStoreConformance.Check) async throws {
        try await withServer { server in
            try await MetadataStoreConformance { try server.store() }.run(check)
        }
    }
}
