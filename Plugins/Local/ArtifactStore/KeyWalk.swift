import ApusModel
import FoundationEssentials
import SystemPackage

/// Lists the keys of a folder.
struct KeyWalk {
    let folder: FilePath

    func keys(withPrefix prefix: String) throws -> [String] {
        var found: [String] = []
        var pending = [prefix.contains("/") ? String(prefix[..<(prefix.lastIndex(of: "/") ?? prefix.startIndex)]) : ""]
        while let parent = pending.popLast() {
            for name in try names(in: parent) where !(parent.isEmpty && name == LocalArtifactStore.partialsName) {
                let key = parent.isEmpty ? name : "\(parent)/\(name)"
                guard key.hasPrefix(prefix) || prefix.hasPrefix(key + "/") else { continue }
                switch (try? folder.appending(key).stat())?.type {  // gone meanwhile: no key
                case .directory: pending.append(key)
                case .regular: found.append(key)
                default: break
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func names(in parent: String) throws -> [String] {
        let place = parent.isEmpty ? folder : folder.appending(parent)
        do {
            return try FileManager.default.contentsOfDirectory(atPath: place.string)
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return []
        } catch {
            throw ApusError(.unavailable, "the folder '\(place)' cannot be listed", cause: error)
        }
    }
}
