import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import LocalArtifactStore
import Logging
import SystemPackage
import Testing
import Waiting

@Suite("Local artifact store")
struct LocalArtifactStoreTests {
    @Test("keeps the contract", arguments: ArtifactStoreConformance.Check.all)
    func contract(check: ArtifactStoreConformance.Check) async throws {
        try await withScratchFolder { scratch in
            try await ArtifactStoreConformance { LocalArtifactStore(folder: scratch.appending("deep/store")) }.run(
                check)
        }
    }

    @Test("nothing but the contents stays in the folder")
    func leavesNothing() async throws {
        try await withScratchFolder { scratch in
            let store = LocalArtifactStore(folder: scratch)
            try await store.write(Data("x".utf8), to: "a/b")
            await #expect(throws: ApusError.self) {
                try await store.write(ByteStream(Data("x".utf8)), length: 2, to: "a/c")
            }
            try await store.verify()
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.appending(".partial").string).isEmpty)
        }
    }

    @Test("a key takes the place of folders that deleted keys left, and of no others")
    func leftFolders() async throws {
        try await withScratchFolder { scratch in
            let store = LocalArtifactStore(folder: scratch)
            for key in ["a/b/c", "a/d"] {
                try await store.write(Data("x".utf8), to: key)
                try await store.delete(key)
            }
            try await store.write(Data("y".utf8), to: "a")
            #expect(try await store.data(at: "a") == Data("y".utf8))
            try await store.write(Data("x".utf8), to: "b/c")
            await #expect(throws: ApusError.self) { try await store.write(Data("y".utf8), to: "b") }
            #expect(try await store.keys(withPrefix: "") == ["a", "b/c"])
        }
    }

    @Test("a file on the same file system is taken over, for reading only")
    func takesOver() async throws {
        try await withScratchFolder { scratch in
            let (store, file) = (LocalArtifactStore(folder: scratch.appending("store")), scratch.appending("file"))
            try Data("x".utf8).write(to: URL(filePath: file.string))
            try #require(chmod(file.string, 0o4777) == 0)
            let before = try status(file)
            try await store.keep(file, length: 1, under: "a/b")
            let after = try status(store.folder.appending("a/b"))
            #expect(after.st_ino == before.st_ino && after.st_nlink == 1)
            #expect(after.st_mode & 0o7222 == 0)
            #expect(!FileManager.default.fileExists(atPath: file.string))
            try await store.write(Data("y".utf8), to: "a/c")
            #expect(try status(store.folder.appending("a/c")).st_mode & 0o7222 == 0)
            let partials = store.folder.appending(".partial").string
            #expect(try FileManager.default.contentsOfDirectory(atPath: partials).isEmpty)
        }
    }

    @Test("a file that cannot be kept where it belongs is where it was")
    func givesBack() async throws {
        try await withScratchFolder { scratch in
            let (store, file) = (LocalArtifactStore(folder: scratch.appending("store")), scratch.appending("file"))
            try Data("x".utf8).write(to: URL(filePath: file.string))
            try await store.write(Data("x".utf8), to: "a")
            await #expect(throws: ApusError.self) { try await store.keep(file, length: 1, under: "a/b") }
            #expect(FileManager.default.contents(atPath: file.string) == Data("x".utf8))
        }
    }

    @Test("a file on another file system is copied", .enabled(if: FullDisk.isPossible, "needs the right to mount"))
    func copies() async throws {
        try await withScratchFolder { scratch in
            try await FullDisk.with(kilobytes: 64) { folder in
                let (store, file) = (LocalArtifactStore(folder: scratch), folder.appending("file"))
                try Data("x".utf8).write(to: URL(filePath: file.string))
                try await store.keep(file, length: 1, under: "a")
                #expect(try await store.data(at: "a") == Data("x".utf8))
            }
        }
    }

    private func status(_ file: FilePath) throws -> Glibc.stat {
        var status = Glibc.stat()
        try #require(lstat(file.string, &status) == 0)
        return status
    }

    @Test("a full disk is said as such, with the path", .enabled(if: FullDisk.isPossible, "needs the right to mount"))
    func fullDisk() async throws {
        try await FullDisk.with(kilobytes: 64) { folder in
            let store = LocalArtifactStore(folder: folder)
            try await store.write(Data(count: 4096), to: "small")
            let error = await #expect(throws: ApusError.self) { try await store.write(Data(count: 1 << 20), to: "big") }
            #expect(error?.code == .storageFull)
            #expect(error?.summary.contains(folder.string) == true)
            #expect(error?.hint?.contains("df -h") == true)
            #expect(try await store.keys(withPrefix: "") == ["small"])
            try await whenThereIsRoom { try await store.write(Data(count: 4096), to: "small") }
        }
    }

    /// A process that another test is just starting may have inherited the file that was given up, until it runs its
    /// program.
    private func whenThereIsRoom(_ write: () async throws -> Void) async throws {
        try await persistently(while: { ($0 as? ApusError)?.code == .storageFull }, write)
    }

    @Test("an unwritable folder is named")
    func unwritable() async throws {
        let store = LocalArtifactStore(folder: "/proc/apus")
        let error = await #expect(throws: ApusError.self) { try await store.verify() }
        #expect(error?.summary.contains("/proc/apus") == true)
    }

    @Test(
        "the flavor finds its folder",
        arguments: [(nil, "/home/x/.apus/artifacts/mine"), ("/data/a/../b", "/data/b")] as [(String?, String)])
    func flavor(path: String?, folder: String) throws {
        #expect(try make(path: path).folder == FilePath(folder))
    }

    @Test("a relative path is refused")
    func relativePath() throws {
        let error = #expect(throws: ApusError.self) { try make(path: "artifacts") }
        #expect(error?.code == .invalidConfiguration)
    }

    private func make(path: String?) throws -> LocalArtifactStore {
        var registry = try FlavorRegistry()
        try registry.register(LocalArtifactStore.flavor)
        let component = Component(
            type: .artifactStore, name: "mine", flavor: "local",
            configuration: path.map { ["path": .string($0)] } ?? [:], createdAt: Date())
        let context = ComponentContext(component: component, home: "/home/x/.apus", logger: Logger(label: "test"))
        return try #require(try registry.makeArtifactStore(context) as? LocalArtifactStore)
    }
}
