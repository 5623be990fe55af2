import ApusCore
import ApusModel
import ApusSQL
import ApusStore
import ApusTestKit
import FoundationEssentials
import GRDB
import Logging
import SystemPackage
import Testing

@Suite("A database of an earlier schema")
struct MigrationTests {
    private static let folder = FilePath(#filePath).removingLastComponent().appending("Fixtures")

    /// Every schema that there is a database of, in `Fixtures/schema-NUMBER.sql`.
    private static let versions = ((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? [])
        .compactMap { Int($0.replacing("schema-", with: "").replacing(".sql", with: "")) }.sorted()

    @Test("is there for each from the first one on")
    func fixtures() { #expect(Self.versions.count >= 3 && Self.versions == Array(1...Self.versions.count)) }

    @Test("opens with everything that was in it, and takes what is new", arguments: versions)
    func opens(version: Int) async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let script = Self.folder.appending("schema-\(version).sql")
            let sql = String(decoding: try Data(contentsOf: URL(filePath: script.string)), as: UTF8.self)
            let old = try DatabaseQueue(path: path.string)
            try await old.write { db in try db.execute(sql: sql) }
            try old.close()
            let key = Data(repeating: UInt8(ascii: "k"), count: 32).base64EncodedString()
            let store = try SQLiteStore(
                path: path, environment: ["APUS_SECRET_KEY": key], logger: Logger(label: "test"))

            let bucket = try #require(try await store.component(named: "bucket", of: .artifactStore))
            #expect(bucket.labels == ["team": "a"] && bucket.environment.isEmpty && bucket.secrets.isEmpty)
            let secrets = try await store.secrets(of: bucket.id).mapValues { $0.revealed() }
            #expect(secrets["secret_access_key"] == "s3cret")
            #expect(try await store.components(of: nil).map(\.name) == ["bucket", "default", "default", "k8s"])
            #expect(try await store.stacks().map(\.name) == ["default"])
            let run = try #require(try await store.runs(RunQuery(status: .failed)).items.first)
            #expect(run.name.hasPrefix("small"))
            #expect(try await store.steps(of: run.id).map(\.status) == [.succeeded, .failed])
            #expect(try await store.plan(of: run.id).steps.map(\.secrets) == [[], []])
            let events = try await store.events(of: run.id, after: 0).reduce(into: 0) { count, _ in count += 1 }
            #expect(events > 4)

            let survey = try await store.survey([run.id])
            #expect(survey.artifacts.map(\.size) == [2] && survey.artifacts.map(\.allUses) == [1])
            #expect(survey.runs.map(\.attempts) == [2])
            #expect(survey.runs.map(\.artifactStore?.flavor) == ["local"])

            if version >= 2 { try await checkNamedSecret(store) }
            if version >= 3 { try await checkSchedule(store) }

            let secret = Secret(name: "new", keys: ["a"], createdAt: Date())
            try await store.create(secret, values: ["a": SecretString("b")])
            #expect(try await store.values(of: secret.id)["a"]?.revealed() == "b")
            #expect(try await store.accounts().map(\.name) == (version >= 4 ? ["admin", "ci"] : []))
            let account = Account(name: "analyst", kind: .person, role: .admin, createdAt: Date())
            try await store.create(account, password: nil)
            #expect(try await store.account(named: "analyst") == account)
        }
    }

    private func checkNamedSecret(_ store: SQLiteStore) async throws {
        let token = try #require(try await store.secret(named: "token"))
        #expect(try await store.values(of: token.id)["password"]?.revealed() == "hidden")
    }

    private func checkSchedule(_ store: SQLiteStore) async throws {
        let nightly = try #require(try await store.schedule(named: "nightly"))
        #expect(nightly.cron.description == "30 2 * * mon-fri" && nightly.timeZone == "Europe/London")
        #expect(try await store.plan(of: nightly.id).steps.count == 2)
        let runs = try await store.runs(RunQuery(schedule: nightly.id)).items
        #expect(runs.map(\.origin?.job) == ["job-1"])
        let again = try await store.fire(
            nightly.id, .scheduled(try #require(runs.first?.origin?.scheduledAt)), by: "job-2", at: Date())
        #expect(again.id == runs.first?.id)
    }
}
