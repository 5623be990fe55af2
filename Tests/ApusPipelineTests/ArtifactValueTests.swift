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

    @Test("keep the contract", arguments: ArtifactValueConformance.Check.all)
    func contract(check: ArtifactValueConformance.Check) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("file")
            try Data([0, 255, 10]).write(to: URL(filePath: file.string))
            let values = [
                ArtifactValueConformance(Metrics()), ArtifactValueConformance(Network()),
                ArtifactValueConformance(Data([0, 255, 10])), ArtifactValueConformance(7),
                ArtifactValueConformance(-0.5), ArtifactValueConformance(Float(1.25)), ArtifactValueConformance(true),
                ArtifactValueConformance("seven"), ArtifactValueConformance([1, 2]),
                ArtifactValueConformance(["a": [1.5, 2.5], "b": []]), ArtifactValueConformance(Int?.none),
                ArtifactValueConformance(Metrics?.some(Metrics())),
                ArtifactValueConformance(["a": true, "b": nil] as JSONValue),
                ArtifactValueConformance(File(file)), ArtifactValueConformance(Folder(folder)),
                ArtifactValueConformance(Bits()),
            ]
            for value in values { try await value.run(check) }
        }
    }

    /// A form of its own, in a file.
    struct Bits: ArtifactValue, Equatable {
        var bits = [true, false, true]

        func write(to place: FilePath) async throws {
            try Data(bits.map { $0 ? 1 : 0 }).write(to: URL(filePath: place.string))
        }

        static func read(from place: FilePath) async throws -> Bits {
            var value = Bits()
            value.bits = try Data(contentsOf: URL(filePath: place.string)).map { $0 == 1 }
            return value
        }
    }

    @Test("that break the contract are found out")
    func breaches() async throws {
        struct Careless: FolderArtifact, Equatable {
            init() {}
            init(from folder: FilePath) throws {}
            func write(into folder: FilePath) throws {
                try Data(UUID().uuidString.utf8).write(to: URL(filePath: folder.appending("x").string))
            }
            static func read(from place: FilePath) async throws -> Careless { Careless() }
        }
        var broken: [String] = []
        for check in ArtifactValueConformance.Check.all {
            do {
                try await ArtifactValueConformance(Careless()).run(check)
            } catch let failure as ArtifactValueConformance.Failure {
                broken.append(failure.check)
            }
        }
        #expect(
            broken == [
                "written twice it is the same bytes, by which the cache goes", "where nothing is, nothing is read",
                "what is damaged is refused, or read as another value",
                "another version, or type, is refused by a message that names both",
            ])
    }

    @Test("that are missing, or of another kind, are said to be, with their place")
    func missing() async throws {
        try await withScratchFolder { folder in
            let none = folder.appending("none")
            for read in [
                { _ = try await File.read(from: none) }, { _ = try await Folder.read(from: none) },
                { _ = try await Data.read(from: none) }, { _ = try await Int.read(from: none) },
                { _ = try await Network.read(from: none) },
            ] as [@Sendable () async throws -> Void] {
                let error = await #expect(throws: ApusError.self) { try await read() }
                #expect(error?.code == .notFound && error?.summary == "there is nothing at '\(none)'")
            }
            let error = await #expect(throws: ApusError.self) { try await File.read(from: folder) }
            #expect(error?.code == .corrupted && error?.summary == "'\(folder)' is a folder")
        }
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
