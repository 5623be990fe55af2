import ApusCore
import ApusHashing
import ApusModel
import ApusTestKit
import ApusWire
import FoundationEssentials
import Glibc
import LocalArtifactStore
import SystemPackage
import Testing
import Waiting

@testable import ApusRunner

@Suite("Copies of outputs for steps that follow", .timeLimit(.minutes(20)))
struct SpareCopiesTests {
    private static let size = 5 << 20

    /// A file of some length, and the folder for copies beside it.
    private struct Bench {
        let folder: FilePath
        let spares: SpareCopies
        let artifact: Artifact

        init(_ folder: FilePath, size: Int = SpareCopiesTests.size) throws {
            self.folder = folder
            spares = SpareCopies(outputs: SpareOutputs(folder: folder.appending("spares"), names: ["x"]))
            let data = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
            artifact = Artifact(digest: ContentDigest(of: data), size: Int64(size), kind: .file)
            try data.write(to: URL(filePath: file.string))
        }

        var file: FilePath { folder.appending("file") }
        var place: FilePath { folder.appending("place") }

        var names: [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: folder.appending("spares").string)) ?? []
        }

        func offered() async throws {
            spares.offer(try #require(await spares.copy(file)), of: artifact.digest)
        }
    }

    @Test("are for one step each, which may change what it gets")
    func once() async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            try await bench.offered()
            #expect(bench.spares.take(bench.artifact, to: bench.place))
            let data = try #require(FileManager.default.contents(atPath: bench.place.string))
            #expect(ContentDigest(of: data) == bench.artifact.digest)
            let writer = try FileDescriptor.open(bench.place, .writeOnly)
            try writer.closeAfter { _ = try writer.writeAll("other".utf8) }
            #expect(FileManager.default.contents(atPath: bench.file.string) == data)
            #expect(!bench.spares.take(bench.artifact, to: folder.appending("second")))
            #expect(bench.names.isEmpty)
        }
    }

    @Test("are not used when they have changed since they were made, have another name, or are another length")
    func changed() async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            let changes: [(FilePath) throws -> Void] = [
                { copy in
                    try #require(chmod(copy.string, S_IRUSR | S_IWUSR) == 0)
                    let writer = try FileDescriptor.open(copy, .writeOnly)
                    try writer.closeAfter { _ = try writer.writeAll("other".utf8) }
                    // The time of the change, whatever the system's clock ticks by.
                    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
                    try #require(utimensat(AT_FDCWD, copy.string, &times, 0) == 0)
                },
                { try #require(link($0.string, folder.appending("name").string) == 0) },
                { copy in
                    try #require(chmod(copy.string, S_IRUSR | S_IWUSR) == 0)
                    try #require(truncate(copy.string, 1) == 0)
                },
            ]
            for change in changes {
                try await bench.offered()
                try change(bench.spares.outputs.folder.appending(try #require(bench.names.first)))
                #expect(!bench.spares.take(bench.artifact, to: bench.place))
                #expect(FileStatus(bench.place) == nil && bench.names.isEmpty)
            }
        }
    }

    @Test("are not made of what is short, or is not there")
    func short() async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder, size: 100_000)
            #expect(await bench.spares.copy(bench.file) == nil)
            #expect(await bench.spares.copy(folder.appending("nothing")) == nil)
            #expect(!bench.spares.take(bench.artifact, to: bench.place))
            #expect(bench.names.isEmpty)
        }
    }

    @Test("are made of outputs that steps take, and spare the way through the store", arguments: ["x", "y"])
    func transfer(name: String) async throws {
        try await withScratchFolder { folder in
            let bench = try Bench(folder)
            let store = LocalArtifactStore(folder: folder.appending("store"))
            try FileManager.default.createDirectory(
                atPath: folder.appending("archives").string, withIntermediateDirectories: true)
            let transfer = ArtifactTransfer(
                store: store, archives: folder.appending("archives"), spares: bench.spares
            ) { _ in }
            let data = try #require(FileManager.default.contents(atPath: bench.file.string))
            // A process that another test is just starting may have inherited the file, which then is not sealed.
            try await eventually("a spare copy") {
                try data.write(to: URL(filePath: bench.file.string))
                #expect(try await transfer.keep(bench.file, as: name) == bench.artifact)
                return name != "x" || !bench.names.isEmpty
            }
            #expect(bench.names.count == (name == "x" ? 1 : 0))
            try await transfer.fetch(bench.artifact, to: folder.appending("first"))
            #expect(bench.names.isEmpty)
            try await transfer.fetch(bench.artifact, to: folder.appending("second"))
            for place in ["first", "second"] {
                #expect(FileManager.default.contents(atPath: folder.appending(place).string) == data)
            }
        }
    }
}
