import ApusCore
import ApusModel
import ApusSQL
import ApusStore
import ApusTestKit
import FoundationEssentials
import GRDB
import Glibc
import Logging
import SystemPackage
import Testing

@Suite("Trouble with the database file")
struct DamageTests {
    @Test("a file that is no database is named, and stays as it is")
    func noDatabase() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let text = Data(String(repeating: "this is a letter to somebody\n", count: 200).utf8)
            try text.write(to: URL(filePath: path.string))
            let error = #expect(throws: ApusError.self) { try openStore(path) }
            #expect(error?.code == .corrupted)
            #expect(error?.summary.contains(path.string) == true)
            #expect(try Data(contentsOf: URL(filePath: path.string)) == text)
        }
    }

    @Test("another program's database is named, and stays as it is")
    func foreignDatabase() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let other = try DatabaseQueue(path: path.string)
            try await other.write { db in try db.execute(sql: "CREATE TABLE song (title TEXT)") }
            let error = #expect(throws: ApusError.self) { try openStore(path) }
            #expect(error?.code == .corrupted)
            #expect(error?.summary.contains(path.string) == true)
            #expect(try await other.read { db in try db.tableExists("run") } == false)
        }
    }

    @Test("damaged pages are corrupted, naming the file")
    func damagedPages() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            _ = try openStore(path)
            var data = try Data(contentsOf: URL(filePath: path.string))
            for index in 8192..<data.count { data[index] = 0xAA }
            try data.write(to: URL(filePath: path.string))
            let error = await #expect(throws: ApusError.self) {
                let store = try openStore(path)
                for name in ["a", "b"] { try await store.create(Stack(name: name, components: [:], createdAt: Date())) }
                _ = try await store.stacks()
                _ = try await store.components(of: nil)
            }
            #expect(error?.code == .corrupted)
            #expect(error?.summary.contains(path.string) == true)
        }
    }

    @Test("a value of another shape is corrupted, naming the file")
    func strangeValue() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let store = try openStore(path)
            let other = try DatabaseQueue(path: path.string)
            try await other.write { db in try db.execute(sql: "UPDATE stack SET body = '[]'") }
            let error = await #expect(throws: ApusError.self) { try await store.stacks() }
            #expect(error?.code == .corrupted)
            #expect(error?.summary.contains(path.string) == true)
        }
    }

    @Test("a database of a newer apus is refused, and stays as it is")
    func newerSchema() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            _ = try openStore(path)
            let other = try DatabaseQueue(path: path.string)
            try await other.write { db in try db.execute(sql: "PRAGMA user_version = 999") }
            let error = #expect(throws: ApusError.self) { try openStore(path) }
            #expect(error?.code == .unsupported)
            #expect(error?.summary.contains(path.string) == true)
            #expect(error?.hint == "update apus")
            #expect(try await other.read { db in try Int.fetchOne(db, sql: "PRAGMA user_version") } == 999)
        }
    }

    @Test("a database that another process holds is busy, and nothing of the change is in it")
    func held() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let store = try SQLiteStore(path: path, environment: [:], patience: 0.01, logger: Logger(label: "test"))
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path.string, configuration: configuration)
            try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
            let stack = Stack(name: "mine", components: [:], createdAt: Date())
            let error = await #expect(throws: ApusError.self) { try await store.create(stack) }
            #expect(error?.code == .unavailable)
            #expect(error?.summary == "the database '\(path)' is busy")
            #expect(try await store.stacks().map(\.name) == ["default"])
            try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
            try await store.create(stack)
            #expect(try await store.stacks().count == 2)
        }
    }

    @Test("a database before its first migration is migrated, by one of many who open it at once")
    func migration() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let old = try DatabaseQueue(path: path.string)
            try await old.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA application_id = \(0x4170_7573)")
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        try await openStore(path).create(Stack(name: "s\(index)", components: [:], createdAt: Date()))
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await openStore(path).stacks().count == 8)
        }
    }

    @Test("a place where nothing can be made is named", arguments: ["/proc/apus/apus.db", "/dev/null/apus.db"])
    func impossiblePlace(path: String) throws {
        let error = #expect(throws: ApusError.self) { try openStore(FilePath(path)) }
        #expect(error?.summary.contains(path) == true)
    }

    @Test(
        "a full disk is said as such when the database is made, and it is made whole once there is room",
        .enabled(if: FullDisk.isPossible, "needs the right to mount"),
        arguments: [16, 64, 128, 200, 240, 280, 320, 360, 400, 440])
    func fullDiskAtFirst(kilobytes: Int) async throws {
        try await FullDisk.with(kilobytes: kilobytes) { folder in
            let path = folder.appending("apus.db")
            let error = #expect(throws: ApusError.self) { try openStore(path) }
            #expect(error?.code == .storageFull)
            #expect(error?.summary.contains(path.string) == true)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.string)
            #expect(left.isEmpty)
            try FullDisk.grow(folder, toKilobytes: 10_000)
            #expect(try await openStore(path).stacks().map(\.name) == ["default"])
        }
    }

    @Test(
        "a full disk is said as such, and loses nothing", .enabled(if: FullDisk.isPossible, "needs the right to mount"))
    func fullDiskLater() async throws {
        try await FullDisk.with(kilobytes: 600) { folder in
            let path = folder.appending("apus.db")
            let store = try openStore(path)
            var kept = 0
            let error = await #expect(throws: ApusError.self) {
                while true {
                    let labels = ["text": String(repeating: "x", count: 5000)]
                    try await store.create(
                        Stack(name: "s\(kept)", components: [:], labels: labels, createdAt: Date()))
                    kept += 1
                }
            }
            #expect(error?.code == .storageFull)
            #expect(error?.hint?.contains("df -h \(folder)") == true)
            #expect(kept > 3)
            #expect(try await store.stacks().count == kept + 1)
            #expect(try await openStore(path).stacks().count == kept + 1)
        }
    }
}
