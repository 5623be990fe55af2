import ApusCore
import ApusModel
import ApusTestKit
import Testing

@testable import ApusServer

@Suite("Accounts with a memory")
struct CachedAccountsTests {
    @Test("keep the contract", arguments: AccountStoreConformance.Check.all)
    func contract(check: AccountStoreConformance.Check) async throws {
        try await AccountStoreConformance { CachedAccounts(InMemoryMetadataStore()) }.run(check)
    }

    @Test("answer without the store until something is changed through them")
    func memory() async throws {
        let samples = Samples()
        let store = InMemoryMetadataStore()
        let accounts = CachedAccounts(store)
        let analyst = Account(name: "analyst", kind: .person, role: .member, createdAt: samples.now)
        try await accounts.create(analyst, password: nil)
        let key = APIKey(account: analyst.id, name: "ci", createdAt: samples.now)
        let digest = CanonicalDigest.sample
        try await accounts.create(key, digest: digest, replacing: nil)
        #expect(try await accounts.apiKey(withDigest: digest)?.account == analyst)
        store.fail(with: ApusError(.unavailable, "the database is busy"))
        #expect(try await accounts.apiKey(withDigest: digest)?.account == analyst)
        store.fail(with: nil)
        var changed = analyst
        changed.isDisabled = true
        try await accounts.update(changed, replacing: analyst)
        #expect(try await accounts.apiKey(withDigest: digest)?.account == changed)
    }
}
