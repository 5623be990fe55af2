import ApusAPI
import ApusClient
import ApusCore
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Accounts and API keys at a server")
struct AccountTests {
    @Test("an admin makes, changes and deletes accounts, but not the last admin")
    func administration() async throws {
        try await withServer { server in
            let store = try server.store()
            let analyst = Account(name: "analyst", kind: .person, role: .viewer, createdAt: Date())
            try await store.create(analyst, password: SecretString("correct horse"))
            #expect(try await store.accounts().map(\.name) == ["admin", "analyst"])
            #expect(try await store.account(analyst.id) == analyst)
            var changed = analyst
            changed.role = .member
            try await store.update(changed, replacing: analyst)
            #expect(try await store.account(named: "analyst")?.role == .member)
            #expect(await failure { try await store.update(analyst, replacing: analyst) }?.code == .conflict)
            let admin = try #require(try await store.account(named: "admin"))
            #expect(await failure { try await store.deleteAccount(admin.id) }?.code == .inUse)
            try await store.deleteAccount(analyst.id)
            #expect(try await store.account(named: "analyst") == nil)
        }
    }

    @Test("names, and passwords that are too short or a service's, are refused", arguments: ["-", "a b", ""])
    func refusals(name: String) async throws {
        try await withServer { server in
            let store = try server.store()
            let odd = Account(name: name, kind: .person, role: .viewer, createdAt: Date())
            #expect(await failure { try await store.create(odd, password: nil) }?.code == .invalidArgument)
            let analyst = Account(name: "analyst", kind: .person, role: .viewer, createdAt: Date())
            #expect(
                await failure { try await store.create(analyst, password: SecretString("short")) }?.code
                    == .invalidArgument
            )
            let bot = Account(name: "bot", kind: .service, role: .viewer, createdAt: Date())
            #expect(
                await failure { try await store.create(bot, password: SecretString("correct horse")) }?.code
                    == .invalidArgument)
            #expect(await failure { _ = try await store.makeAPIKey(named: name) }?.code == .invalidArgument)
        }
    }

    @Test("everybody has keys of their own, and only an admin sees or touches those of others")
    func ownKeys() async throws {
        try await withServer { server in
            let admin = try server.store()
            let (analyst, guest) = (try await server.store(as: .member), try await server.store(as: .viewer))
            let key = try await analyst.makeAPIKey(named: "ci")
            #expect(try await analyst.apiKeys().map(\.name) == ["ci", "test"])
            #expect(try await server.store(key.secret.value).whoAmI().apiKey?.id == key.key.id)
            #expect(await failure { _ = try await guest.apiKeys(of: key.key.account) }?.code == .forbidden)
            #expect(await failure { _ = try await analyst.allAPIKeys() }?.code == .forbidden)
            #expect(
                await failure { _ = try await guest.makeAPIKey(named: "x", for: key.key.account) }?.code == .forbidden)
            #expect(await failure { _ = try await guest.rotateAPIKey(key.key.id) }?.code == .notFound)
            #expect(await failure { try await guest.deleteAPIKey(key.key.id) }?.code == .notFound)
            #expect(try await admin.allAPIKeys().count == 4)
            #expect(try await admin.apiKeys(of: key.key.account).map(\.name) == ["ci", "test"])
            try await admin.deleteAPIKey(key.key.id)
            #expect(await failure { _ = try await server.store(key.secret.value).info() }?.code == .unauthorized)
        }
    }

    @Test("a key expires, is rotated with its lifetime, and tells when it was used")
    func lives() async throws {
        let clock = TestMoment()
        try await withServer(now: { clock.now }) { server in
            let store = try server.store()
            let old = try await store.makeAPIKey(named: "ci", expiresAt: clock.now + 100)
            let user = try server.store(old.secret.value)
            clock.advance(by: 99)
            _ = try await user.info()
            let seen = try await store.apiKeys().first { $0.name == "ci" }
            #expect(seen?.lastUsedAt == clock.now)
            let new = try await store.rotateAPIKey(old.key.id)
            #expect(await failure { _ = try await user.info() }?.code == .unauthorized)
            #expect(new.key.name == "ci" && new.key.expiresAt == clock.now + 100)
            clock.advance(by: 100)
            let error = await failure { _ = try await server.store(new.secret.value).info() }
            #expect(error?.reason?.contains("the API key 'ci' expired at") == true)
            let late = await failure { _ = try await store.makeAPIKey(named: "late", expiresAt: clock.now) }
            #expect(late?.code == .invalidArgument)
        }
    }

    @Test("the API keys that an earlier version kept in a file are those of 'admin', and stay revoked")
    func earlierKeys() async throws {
        let store = InMemoryMetadataStore()
        try await withScratchFolder { folder in
            let file = folder.appending("api-keys.json")
            let digest = "4f8b42c22dd3729b519ba6f68d2da7cc5b2d606d05daed5ad5128cc03e6c6358"
            let entry = #"{"name": "first", "sha256": "\#(digest)", "createdAt": "2026-01-31T08:05:09.042Z"}"#
            try Data("[\(entry)]".utf8).write(to: URL(filePath: file.string))
            try await withServer(store, folder: folder) { server in
                #expect(server.firstPassword != nil)
                let keys = try await store.apiKeys(of: nil)
                #expect(keys.map(\.name) == ["first"])
                #expect(keys.first?.createdAt == Timestamp.date("2026-01-31T08:05:09.042Z"))
                let found = try await store.apiKey(withDigest: try #require(ContentDigest(digest)))
                #expect(found?.account.name == "admin")
                #expect(!FileManager.default.fileExists(atPath: file.string))
                #expect(!FileManager.default.fileExists(atPath: folder.appending("api-key").string))
                try await store.deleteAPIKey(try #require(keys.first?.id))
            }
            let left = try await withServer(store, folder: folder) { _ in try await store.apiKeys(of: nil) }
            #expect(left.isEmpty)
        }
    }

    @Test("taking them over goes on where it was interrupted, and copes with a name that is there twice")
    func interrupted() async throws {
        let store = InMemoryMetadataStore()
        let admin = Account(name: "admin", kind: .person, role: .admin, createdAt: Date())
        try await store.create(admin, password: nil)
        let digests = try ["a", "b"].map { try #require(ContentDigest(String(repeating: $0, count: 64))) }
        let first = APIKey(account: admin.id, name: "first", createdAt: Date())
        try await store.create(first, digest: digests[0], replacing: nil)
        try await withScratchFolder { folder in
            let entries = digests.map {
                #"{"name": "first", "sha256": "\#($0.hexadecimal)", "createdAt": "2026-01-31T08:05:09.042Z"}"#
            }
            let file = folder.appending("api-keys.json")
            try Data("[\(entries.joined(separator: ","))]".utf8).write(to: URL(filePath: file.string))
            let keys = try await withServer(store, folder: folder) { _ in try await store.apiKeys(of: admin.id) }
            #expect(keys.map(\.name) == ["first", "first-bbbbbbbb"])
            #expect(keys.first == first)
            #expect(!FileManager.default.fileExists(atPath: file.string))
        }
    }

    @Test("a damaged file of an earlier version is said to be", arguments: ["{", #"[{"name": "a"}]"#])
    func damage(text: String) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("api-keys.json")
            try Data(text.utf8).write(to: URL(filePath: file.string))
            let error = await failure { try await withServer(InMemoryMetadataStore(), folder: folder) { _ in } }
            #expect(error?.code == .corrupted)
            #expect(error?.summary.contains(file.string) == true)
        }
    }
}
