import ApusCore
import ApusModel
import FoundationEssentials
import SystemPackage

/// Lists a folder as archive entries.
struct FolderWalk {
    let root: FilePath
    let prefix: String
    let isIncluded: (String) -> Bool

    func entries() throws -> [ArchiveEntry] {
        var found: [ArchiveEntry] = []
        var pending = [""]
        while let folder = pending.popLast() {
            for name in try names(in: folder) {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                guard isIncluded(path) else { continue }
                let entry = try entry(at: path)
                found.append(entry)
                if entry.content == .folder { pending.append(path) }
            }
        }
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func names(in folder: String) throws -> [String] {
        let path = folder.isEmpty ? root : root.appending(folder)
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path.string)
        } catch {
            throw ApusError(.notFound, "the folder '\(path)' cannot be read", cause: error)
        }
    }

    private func entry(at path: String) throws -> ArchiveEntry {
        let place = root.appending(path)
        let archived = prefix.isEmpty ? path : "\(prefix)/\(path)"
        let stat = try attempt("'\(place)' cannot be read", place) { try place.stat(followTargetSymlink: false) }
        switch stat.type {
        case .directory:
            return ArchiveEntry(archived, .folder)
        case .regular:
            return ArchiveEntry(
                archived, .file(place), isExecutable: !stat.permissions.isDisjoint(with: .anyExecute))
        case .symbolicLink:
            return ArchiveEntry(archived, .link(try target(of: place, path)))
        default:
            throw ApusError(
                .invalidArgument, "'\(place)' cannot be kept in an archive",
                reason: "it is neither a file nor a folder nor a symbolic link")
        }
    }

    private func target(of place: FilePath, _ path: String) throws -> String {
        let target: String
        do {
            target = try FileManager.default.destinationOfSymbolicLink(atPath: place.string)
        } catch {
            throw ApusError(.unavailable, "the symbolic link '\(place)' cannot be read", cause: error)
        }
        if let problem = LinkTarget.problem(of: target, at: path) {
            throw ApusError(
                .invalidArgument, "the symbolic link '\(place)' cannot be kept in an archive", reason: problem,
                hint: "make it relative and keep it within '\(root)', or copy what it points to")
        }
        return target
    }
}

extension FilePermissions {
    fileprivate static let anyExecute: FilePermissions = [.ownerExecute, .groupExecute, .otherExecute]
}
