import ApusCore
import ApusModel
import ApusSQL
import ApusStore
import ApusTestKit
import FoundationEssentials
import Glibc
import Logging
import SystemPackage
import Testing

@Suite("SQLite store")
struct SQLiteStoreTests {
    @Test("keeps the contract", arguments: MetadataStoreConformance.Check.all)
    func contract(check: MetadataStoreConformance.Check) async throws {
        try await withScratchFolder { folder in
            try await MetadataStoreConformance { try openStore(folder.appending("deep/er/apus.db")) }.run(check)
        }
    }

    @Test(
        "keeps the contract when every call comes from another connection",
        arguments: MetadataStoreConformance.Check.all)
    func contractForSeveral(check: MetadataStoreConformance.Check) async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            try await MetadataStoreConformance {
                AlternatingStore(try (0..<3).map { _ in try openStore(path) })
            }.run(check)
        }
    }

    @Test("what is kept is there for the next one who opens the file")
    func reopening() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let component = Component(
                type: .artifactStore, name: "a", flavor: "s3", secretOptions: ["key"], createdAt: Date())
            try await openStore(path).create(component, secrets: ["key": SecretString("s3cret")])
            let store = try openStore(path)
            #expect(try await store.component(component.id) == component)
            #expect(try await store.secrets(of: component.id) == ["key": SecretString("s3cret")])
        }
    }

    @Test("of many who make the database at once, all have the same one")
    func firstUse() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("home/apus.db")
            let stacks = try await withThrowingTaskGroup(of: [Stack].self) { group in
                for _ in 0..<16 { group.addTask { try await openStore(path).stacks() } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(stacks.count == 1)
            #expect(stacks.first?.map(\.name) == ["default"])
            let names = try FileManager.default.contentsOfDirectory(atPath: path.removingLastComponent().string)
            #expect(names.allSatisfy { $0.hasPrefix("apus.db") }, "\(names)")
        }
    }

    @Test("only the user can read the database and its folder")
    func permissions() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("home/apus.db")
            let store = try openStore(path)
            #expect(try await store.stacks().count == 1)
            #expect(try mode(of: path.removingLastComponent()) == 0o700)
            #expect(try mode(of: path) == 0o600)
            #expect(try mode(of: FilePath(path.string + "-wal")) == 0o600)
        }
    }

    @Test("an empty file in its place becomes the database")
    func emptyFile() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            try Data().write(to: URL(filePath: path.string))
            #expect(try await openStore(path).stacks().map(\.name) == ["default"])
        }
    }

    @Test("a journal that an older database left behind is not taken for one of the new database")
    func orphanedJournal() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let old = try openStore(path)
            try await old.create(Stack(name: "old", components: [:], createdAt: Date()))
            unlink(path.string)
            #expect(try await openStore(path).stacks().map(\.name) == ["default"])
            withExtendedLifetime(old) {}
        }
    }
}

func openStore(_ path: FilePath, environment: [String: String] = [:]) throws -> SQLiteStore {
    try SQLiteStore(path: path, environment: environment, logger: Logger(label: "test"))
}

func mode(of path: FilePath) throws -> mode_t {
    var status = stat()
    if stat(path.string, &status) != 0 { throw Errno(rawValue: errno) }
    return status.st_mode & 0o777
}
