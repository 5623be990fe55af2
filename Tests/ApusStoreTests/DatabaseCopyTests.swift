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

@Suite struct DatabaseCopyTests {
    private func store(_ path: FilePath) throws -> SQLiteStore {
        try SQLiteStore(path: path, environment: [:], logger: Logger(label: "test"))
    }

    @Test func `a copy that is made while others write is whole, and has all that was there before`() async throws {
        try await withScratchFolder { folder in
            let store = try store(folder.appending("apus.db"))
            for index in 0..<20 {
                try await store.create(Stack(name: "before-\(index)", components: [:], createdAt: Date()))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for index in 0..<50 {
                            try await store.create(
                                Stack(name: "w\(writer)-\(index)", components: [:], createdAt: Date()))
                        }
                    }
                }
                for index in 0..<10 {
                    let copy = folder.appending("copy-\(index).db")
                    try DatabaseCopy.make(of: folder.appending("apus.db"), at: copy)
                    try DatabaseCopy.check(copy)
                    let names = try await self.store(copy).stacks().map(\.name)
                    #expect((0..<20).allSatisfy { names.contains("before-\($0)") })
                    for writer in 0..<4 {
                        let own = names.filter { $0.hasPrefix("w\(writer)-") }.count
                        #expect((0..<own).allSatisfy { names.contains("w\(writer)-\($0)") })
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `there is no copy of what is no database of Apus`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("other.db")
            let missing = #expect(throws: ApusError.self) {
                try DatabaseCopy.make(of: path, at: folder.appending("copy.db"))
            }
            #expect(missing?.code == .notFound)
            let other = try DatabaseQueue(path: path.string)
            try await other.write { db in try db.execute(sql: "CREATE TABLE t (a)") }
            for check in [
                { try DatabaseCopy.check(path) }, { try DatabaseCopy.make(of: path, at: folder.appending("c.db")) },
            ] {
                let error = #expect(throws: ApusError.self) { try check() }
                #expect(error?.code == .corrupted)
            }
            try Data("no database".utf8).write(to: URL(filePath: path.string))
            let error = #expect(throws: ApusError.self) { try DatabaseCopy.check(path) }
            #expect(error?.code == .corrupted)
        }
    }

    @Test func `a copy of a newer schema is refused`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            _ = try store(path)
            let other = try DatabaseQueue(path: path.string)
            try await other.write { db in try db.execute(sql: "PRAGMA user_version = 999") }
            let error = #expect(throws: ApusError.self) { try DatabaseCopy.check(path) }
            #expect(error?.code == .unsupported)
        }
    }

    @Test func `damage in the middle of a copy is found`() async throws {
        try await withScratchFolder { folder in
            let (path, copy) = (folder.appending("apus.db"), folder.appending("copy.db"))
            let store = try store(path)
            for index in 0..<200 {
                try await store.create(Stack(name: "s\(index)", components: [:], createdAt: Date()))
            }
            try DatabaseCopy.make(of: path, at: copy)
            var bytes = try Data(contentsOf: URL(filePath: copy.string))
            for place in bytes.indices.dropFirst(bytes.count / 2).prefix(8192) { bytes[place] = 0xA5 }
            try bytes.write(to: URL(filePath: copy.string))
            let error = #expect(throws: ApusError.self) { try DatabaseCopy.check(copy) }
            #expect(error?.code == .corrupted)
        }
    }

    @Test func `it is known whether there are secrets`() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            let store = try store(path)
            #expect(try !DatabaseCopy.hasSecrets(path))
            let secret = Secret(name: "token", keys: ["a"], createdAt: Date())
            try await store.create(secret, values: ["a": SecretString("b")])
            #expect(try DatabaseCopy.hasSecrets(path))
        }
    }
}
