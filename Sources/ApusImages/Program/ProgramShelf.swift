import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
public import SystemPackage

/// Keeps the programs of runs on this machine, so that one that is built anew does not change a run under way.
public struct ProgramShelf: Sendable {
    /// A program that no run was started with for so many seconds goes.
    private static let rest: Double = 30 * 86_400
    /// The same for all but the newest: whoever develops one builds often.
    private static let shortRest: Double = 2 * 86_400
    private static let newest = 10

    let folder: FilePath

    public init(folder: FilePath) { self.folder = folder }

    /// The program's own place, which holds it and its libraries from now on.
    public func keep(_ program: ProgramCode) throws -> FilePath {
        let name = program.path.lastComponent?.string ?? "program"
        let place = folder.appending("\(name)-\(program.digest.hexadecimal)")
        let kept = place.appending(name)
        do {
            if !FileManager.default.fileExists(atPath: kept.string) {
                let draft = folder.appending(".\(Identifier<ProgramShelf>.make())")
                try FileManager.default.createDirectory(atPath: draft.string, withIntermediateDirectories: true)
                for file in [program.path] + program.libraries { try Self.copy(file, into: draft) }
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

    /// A copy, because whoever builds may write into the same file.
    private static func copy(_ file: FilePath, into folder: FilePath) throws {
        let place = folder.appending(file.lastComponent ?? "program")
        try FileManager.default.copyItem(atPath: file.string, toPath: place.string)
    }

    private func removeOld() {
        let files = FileManager.default
        // Whatever cannot be looked at or removed is tried again the next time.
        let names = (try? files.contentsOfDirectory(atPath: folder.string)) ?? []
        let places = names.map { name in
            let path = folder.appending(name).string
            let used = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            return (path: path, age: -(used ?? Date()).timeIntervalSinceNow)
        }
        for (index, place) in places.sorted(by: { $0.age < $1.age }).enumerated() {
            let limit = index < Self.newest ? Self.rest : Self.shortRest
            if place.age > limit { try? files.removeItem(atPath: place.path) }
        }
    }
}
