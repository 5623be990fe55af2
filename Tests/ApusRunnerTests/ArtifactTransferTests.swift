import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import LocalArtifactStore
import SystemPackage
import Testing
import Waiting

@testable import ApusRunner

@Suite("Artifacts on their way", .timeLimit(.minutes(20)))
struct ArtifactTransferTests {
    /// A step's folders, and a store beside them.
    private struct Bench {
        let store: any ArtifactStore
        let folder: FilePath
        let transfer: ArtifactTransfer

        init(_ folder: FilePath, _ store: (any ArtifactStore)? = nil) throws {
            self.folder = folder
            self.store = store ?? LocalArtifactStore(folder: folder.appending("store"))
            for name in ["outputs", "archives"] {
                try FileManager.default.createDirectory(
                    atPath: folder.appending(name).string, withIntermediateDirectories: true)
            }
            transfer = ArtifactTransfer(store: self.store, archives: folder.appending("archives")) { _ in }
        }

        var output: FilePath { folder.appending("outputs/x") }

        func fetched(_ artifact: Artifact) async throws -> Data? {
            let place = folder.appending("fetched-\(UUID().uuidString)")
            try await transfer.fetch(artifact, to: place)
            return FileManager.default.contents(atPath: place.string)
        }
    }

    private func opened(_ file: FilePath) throws -> FileDescriptor {
        try FileDescriptor.open(
            file, .readWrite, options: [.create, .closeOnExec], permissions: [.ownerReadWrite, .groupRead])
    }

    @Test("files of every length come back as they were", arguments: [0, 1, 300_000, 1 << 20, 5_000_001])
    func roundTrips(count: Int) async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
            try data.write(to: URL(filePath: bench.output.string))
            let artifact = try #require(try await bench.transfer.keep(bench.output, as: "x"))
            #expect(artifact.size == count)
            #expect(try await bench.fetched(artifact) == data)
        }
    }

    @Test("a file that a process still writes to is kept as it was, or found out")
    func written() async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            let writer = try opened(bench.output)
            try writer.writeAll("first".utf8)
            let artifact = try #require(try await bench.transfer.keep(bench.output, as: "x"))
            _ = try writer.writeAll(toAbsoluteOffset: 0, "other".utf8)
            try writer.close()
            #expect(try await bench.fetched(artifact) == Data("first".utf8))
        }
    }

    @Test("a file that changes while it is kept is found out, and nothing is kept")
    func changing() async throws {
        try await withScratchFolder { folder in
            let place = folder.appending("outputs/x")
            let contents = SlowArtifactStore {
                // Where it cannot be written, nothing changes, and the expectation below fails. Times of files are those of a
                // clock that stands still for milliseconds.
                let before = modificationDate(of: place)
                repeat {
                    guard let writer = try? FileDescriptor.open(place, .writeOnly) else { return }
                    _ = try? writer.closeAfter { try writer.writeAll("other".utf8) }
                } while modificationDate(of: place) == before
            }
            let bench = try Bench(folder, contents)
            // Another name keeps it from being sealed, so that it stays where it is.
            try Data("first".utf8).write(to: URL(filePath: place.string))
            try #require(link(place.string, folder.appending("name").string) == 0)
            let error = await #expect(throws: ApusError.self) { try await bench.transfer.keep(place, as: "x") }
            #expect(error?.code == .conflict)
            #expect(error?.summary == "'\(place)' changed while it was kept")
            #expect(try await contents.keys(withPrefix: "") == [])
        }
    }

    @Test("a name that a step keeps of its output does not lead into the store")
    func named() async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            for make in [link, symlink] {
                let own = folder.appending("own-\(UUID().uuidString)")
                try Data("first".utf8).write(to: URL(filePath: own.string))
                unlink(bench.output.string)
                try #require(make(own.string, bench.output.string) == 0)
                let artifact = try #require(try await bench.transfer.keep(bench.output, as: "x"))
                let writer = try opened(own)
                try writer.closeAfter { _ = try writer.writeAll("other".utf8) }
                #expect(try await bench.fetched(artifact) == Data("first".utf8))
                try await bench.store.delete(artifact.key)
            }
        }
    }

    @Test("an input that is changed in place leaves what is kept as it is")
    func changedInput() async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            try Data("first".utf8).write(to: URL(filePath: bench.output.string))
            let artifact = try #require(try await bench.transfer.keep(bench.output, as: "x"))
            let input = folder.appending("input")
            try await bench.transfer.fetch(artifact, to: input)
            let writer = try opened(input)
            try writer.closeAfter { _ = try writer.writeAll("other".utf8) }
            #expect(try await bench.fetched(artifact) == Data("first".utf8))
        }
    }

    @Test("a sealed file is open for writing nowhere, and the step's name does not lead to it")
    func sealed() async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            let writer = try opened(bench.output)
            try writer.writeAll("first".utf8)
            let open = OutputFile(bench.output, sealedIn: bench.transfer.archives)
            #expect(!open.isSealed)
            #expect(FileManager.default.contents(atPath: open.path.string) == Data("first".utf8))
            try writer.close()
            // A process that another test is just starting may have inherited the file, until it runs its program.
            var file = OutputFile(open.path, sealedIn: bench.transfer.archives)
            try await eventually("the file to be sealed") {
                if !file.isSealed { file = OutputFile(file.path, sealedIn: bench.transfer.archives) }
                return file.isSealed
            }
            #expect(!FileManager.default.fileExists(atPath: bench.output.string))
            try await file.keep(in: bench.store, as: Artifact(digest: anyDigest(), size: 5, kind: .file))
        }
    }

    private func anyDigest() throws -> ContentDigest {
        try #require(ContentDigest(bytes: [UInt8](repeating: 7, count: 32)))
    }
}

private func modificationDate(of file: FilePath) -> Date? {
    try? FileManager.default.attributesOfItem(atPath: file.string)[.modificationDate] as? Date
}
