import ApusCore
import ApusModel
import ApusSQL
import ApusStore
import ApusTestKit
import FoundationEssentials
import GRDB
import Glibc
import SystemPackage
import Testing

@Suite("Secrets in a SQLite store")
struct SecretTests {
    static let text = "correct horse battery staple"
    static let key = Data(repeating: 7, count: 32).base64EncodedString()
    private let component = Component(
        type: .artifactStore, name: "s3", flavor: "s3", secretOptions: ["secret_key"], createdAt: Date())

    @Test("no file holds the text of a secret", arguments: [[:], ["APUS_SECRET_KEY": key]])
    func sealed(environment: [String: String]) async throws {
        try await withScratchFolder { folder in
            let store = try await fill(folder, environment)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.string) {
                let data = try Data(contentsOf: URL(filePath: folder.appending(name).string))
                #expect(data.firstRange(of: Data(Self.text.utf8)) == nil, "\(name)")
                #expect(data.firstRange(of: Data(Self.key.utf8)) == nil, "\(name)")
            }
            #expect(try await store.secrets(of: component.id)["secret_key"]?.revealed() == Self.text)
        }
    }

    @Test("the key is in a file for the user only, which is not made before it is needed")
    func keyFile() async throws {
        try await withScratchFolder { folder in
            _ = try await openStore(folder.appending("apus.db")).secrets(of: component.id)
            #expect(access(folder.appending("apus.key").string, F_OK) != 0)
            _ = try await fill(folder)
            #expect(try mode(of: folder.appending("apus.key")) == 0o600)
        }
    }

    @Test("with APUS_SECRET_KEY there is no key file")
    func environmentKey() async throws {
        try await withScratchFolder { folder in
            _ = try await fill(folder, ["APUS_SECRET_KEY": Self.key])
            #expect(access(folder.appending("apus.key").string, F_OK) != 0)
        }
    }

    @Test("of many who need the first key at once, all get the same one")
    func race() async throws {
        try await withScratchFolder { folder in
            let path = folder.appending("apus.db")
            _ = try openStore(path)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<8 {
                    group.addTask {
                        let connector = Connector(
                            name: "c\(index)", type: "kubernetes", authMethod: "token", resourceTypes: [],
                            secretOptions: ["token"], createdAt: Date())
                        try await openStore(path).create(connector, secrets: ["token": SecretString("t\(index)")])
                    }
                }
                try await group.waitForAll()
            }
            let store = try openStore(path)
            for connector in try await store.connectors() {
                #expect(
                    try await store.secrets(of: connector.id)["token"]?.revealed() == "t\(connector.name.dropFirst())")
            }
        }
    }

    @Test("another key, or none, is said as such, and nothing is overwritten")
    func lostKey() async throws {
        try await withScratchFolder { folder in
            _ = try await fill(folder)
            let path = folder.appending("apus.db")
            let other = try openStore(path, environment: ["APUS_SECRET_KEY": Self.key])
            let wrong = await #expect(throws: ApusError.self) { try await other.secrets(of: component.id) }
            #expect(wrong?.code == .corrupted)
            #expect(wrong?.reason?.contains("another key") == true)
            let backup = folder.appending("kept")
            #expect(rename(folder.appending("apus.key").string, backup.string) == 0)
            let missing = await #expect(throws: ApusError.self) {
                try await openStore(path).update(component, secrets: ["secret_key": SecretString("new")])
            }
            #expect(missing?.hint?.contains("apus.key") == true)
            #expect(access(folder.appending("apus.key").string, F_OK) != 0)
            #expect(rename(backup.string, folder.appending("apus.key").string) == 0)
            #expect(try await openStore(path).secrets(of: component.id)["secret_key"]?.revealed() == Self.text)
        }
    }

    @Test("a key that is none is refused, and shown nowhere", arguments: ["short", "", "\n", "not base64 ö!"])
    func badKey(text: String) async throws {
        try await withScratchFolder { folder in
            try Data(text.utf8).write(to: URL(filePath: folder.appending("apus.key").string))
            let file = await #expect(throws: ApusError.self) { try await fill(folder) }
            #expect(file?.code == .corrupted)
            #expect(file?.summary.contains("apus.key") == true)
            if text.isEmpty { return }
            let variable = await #expect(throws: ApusError.self) { try await fill(folder, ["APUS_SECRET_KEY": text]) }
            #expect(variable?.code == .invalidConfiguration)
            #expect(variable?.description.contains(text) == (text == "\n"))
        }
    }

    @Test("a sealed secret cannot be moved to another place")
    func moved() async throws {
        try await withScratchFolder { folder in
            let store = try await fill(folder)
            let database = try DatabaseQueue(path: folder.appending("apus.db").string)
            try await database.write { db in try db.execute(sql: "UPDATE secret SET name = 'access_key'") }
            let error = await #expect(throws: ApusError.self) { try await store.secrets(of: component.id) }
            #expect(error?.code == .corrupted)
        }
    }

    private func fill(_ folder: FilePath, _ environment: [String: String] = [:]) async throws -> SQLiteStore {
        let store = try openStore(folder.appending("apus.db"), environment: environment)
        try await store.create(component, secrets: ["secret_key": SecretString(Self.text)])
        return store
    }
}
