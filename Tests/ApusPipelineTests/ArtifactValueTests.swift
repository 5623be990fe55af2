import ApusModel
import ApusPipeline
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Artifacts in Swift")
struct ArtifactValueTests {
    struct Metrics: Codable, Equatable, ArtifactValue {
        var accuracy = 0.5
        var labels: [String: [Int]] = ["a": [1]]
    }

    struct Network: FolderArtifact, Equatable {
        static let version = 2
        var weights: [UInt8] = [1, 2, 3]

        init() {}
        init(from folder: FilePath) throws {
            weights = Array(try Data(contentsOf: URL(filePath: folder.appending("weights").string)))
        }
        func write(into folder: FilePath) throws {
            try Data(weights).write(to: URL(filePath: folder.appending("weights").string))
        }
    }

    /// What `Network` was before.
    struct OldNetwork: FolderArtifact {
        static let typeName = "Network"
        init() {}
        init(from folder: FilePath) {}
        func write(into folder: FilePath) {}
    }

    private func roundTrip<Value: ArtifactValue & Equatable>(_ value: Value) async throws {
        try await withScratchFolder { folder in
            let place = folder.appending("value")
            try await value.write(to: place)
            #expect(try await Value.read(from: place) == value)
        }
    }

    @Test("come back as they were")
    func roundTrips() async throws {
        try await roundTrip(Metrics())
        try await roundTrip(Network())
        try await roundTrip(Data([0, 255, 10]))
        try await roundTrip(7)
        try await roundTrip("seven")
        try await roundTrip(["a": [1.5, 2.5]])
        try await roundTrip(Int?.none)
        try await roundTrip(["a": true] as JSONValue)
    }

    @Test("of a type with a version are refused in another version, and in another type")
    func versions() async throws {
        try await withScratchFolder { folder in
            let place = folder.appending("network")
            try await OldNetwork().write(to: place)
            let error = await #expect(throws: ApusError.self) { try await Network.read(from: place) }
            #expect(error?.code == .unsupported)
            #expect(error?.summary == "it holds version 1 of 'Network', and this program reads version 2")
            struct Picture: FolderArtifact {
                init(from folder: FilePath) {}
                func write(into folder: FilePath) {}
            }
            let other = await #expect(throws: ApusError.self) { try await Picture.read(from: place) }
            #expect(other?.summary == "it holds a value of the type 'Network', not 'Picture'")
        }
    }

    @Test("without a mark, as commands make them, are taken for what they are read as")
    func unmarked() async throws {
        try await withScratchFolder { folder in
            try Data([9]).write(to: URL(filePath: folder.appending("weights").string))
            #expect(try await Network.read(from: folder).weights == [9])
        }
    }

    @Test("that are files move out of the step's own folder, and are copied from elsewhere")
    func files() async throws {
        try await withScratchFolder { folder in
            let context = StepContext(step: "a")
            try await context.run {
                let own = try context.temporaryFolder.appending("own")
                let others = folder.appending("others")
                for path in [own, others] { try Data("x".utf8).write(to: URL(filePath: path.string)) }
                for path in [own, others] {
                    let place = folder.appending("kept-\(path.lastComponent?.string ?? "")")
                    try await File(path).write(to: place)
                    #expect(FileManager.default.contents(atPath: place.string) == Data("x".utf8))
                }
                #expect(!FileManager.default.fileExists(atPath: own.string))
                #expect(FileManager.default.fileExists(atPath: others.string))
                let error = await #expect(throws: ApusError.self) {
                    try await Folder(folder.appending("none")).write(to: folder.appending("kept"))
                }
                #expect(error?.code == .notFound)
            }
        }
    }
}
