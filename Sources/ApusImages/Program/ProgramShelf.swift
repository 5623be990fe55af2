import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
public import SystemPackage

/// Keeps the programs of runs on this machine, so that one that is built anew does not change a run under way.
public struct ProgramShelf: Sendable {
    /// A program that no run was started with for so long goes.
    private static let rest: Double = 30 * 86_400

    let folder: FilePath

    public init(folder: FilePath) { self.folder = folder }

    /// The program's own place, which holds it and its libraries from now on.
    public func keep(_ program: ProgramCode) throws -> FilePath {
        let place = folder.appending(program.digest.hexadecimal)
        let kept = place.appending(program.path.lastComponent ?? "program")
        do {
            if !FileManager.default.fileExists(atPath: kept.string) {
                let draft = folder.appending(".\(Identifier<ProgramShelf>.make())")
                try FileManager.default.createDirectory(atPath: draft.string, withIntermediateDirectories: true)
                for file in [program.path] + program.libraries { try Self.link(file, into: draft) }
                // Another command may have been first: then there is the same.
                if rename(draft.string, place.string) != 0 { try FileManager.default.removeItem(atPath: draft.string) }
            }
            try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: place.string)
        } catch {
            throw ApusError(
                .forbidden, "the program '\(program.path)' cannot be kept in '\(folder)'",
                hint: "ls -ld \(folder.removingLastComponent())", cause: error)
        }
        removeOld()
        return kept
    }

    /// A linker writes a new file, so that the same file under another name stays as it is.
    private static func link(_ file: FilePath, into folder: FilePath) throws {
        let place = folder.appending(file.lastComponent ?? "program")
        if Glibc.link(file.string, place.string) == 0 { return }
        try FileManager.default.copyItem(atPath: file.string, toPath: place.string)
    }

    private func removeOld() {
        let files = FileManager.default
        // Whatever cannot be looked at or removed is tried again the next time.
        for name in (try? files.contentsOfDirectory(atPath: folder.string)) ?? [] {
            let path = folder.appending(name).string
            let date = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if let date, date.timeIntervalSinceNow < -Self.rest { try? files.removeItem(atPath: path) }
        }
    }
}
