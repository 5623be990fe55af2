import ApusHashing
public import ApusModel
import Crypto
import FoundationEssentials
public import SystemPackage

/// A built program that is a pipeline, with the libraries that were built beside it.
public struct ProgramCode: Sendable {
    /// Absolute.
    public let path: FilePath
    /// Libraries that it needs and that lie in its own folder.
    let libraries: [FilePath]
    /// Of the code and the constants: the same after a rebuild of the same sources with the same tools, another when
    /// the program could do something else.
    ///
    /// What counts is what is loaded into memory, as the linker laid it out: instructions, constants, initial values,
    /// and which addresses the loader puts where. What does not: symbols, what debuggers read, the build's identity, the
    /// places where libraries are looked for, and libraries that are not built along.
    public let digest: ContentDigest

    /// - Throws: ``/ApusModel/ApusError`` with `.corrupted` when it is no program.
    public init(_ path: FilePath) throws {
        self.path = path
        let folder = path.removingLastComponent()
        let program = try ELFFile(path)
        libraries = program.neededLibraries.sorted().map { folder.appending($0) }
            .filter { FileManager.default.fileExists(atPath: $0.string) }
        var hash = SHA256()
        for file in [program] + (try libraries.map(ELFFile.init)) { Self.add(file, to: &hash) }
        digest = ContentDigest(hash.finalize())
    }

    private static func add(_ file: ELFFile, to hash: inout SHA256) {
        for section in file.sections where section.isLoaded && counted.contains(section.type) {
            if ignored.contains(section.name) { continue }
            hash.update(data: Data("\(section.name) \(section.size)\n".utf8))
            hash.update(data: file.bytes[section.range])
        }
    }

    /// Types of sections: program bits, relocations with and without addends, zeros, initialisers and finalisers,
    /// relative relocations.
    private static let counted: Set<UInt32> = [1, 4, 8, 9, 14, 15, 16, 19]

    /// The place of the loader, and what the Swift compiler keeps of its own input, with the folder that it ran in.
    private static let ignored: Set<String> = [".interp", ".swift_modhash"]
}
