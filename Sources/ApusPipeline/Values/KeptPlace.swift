import ApusModel
import SystemPackage

/// Where a value is kept.
enum KeptPlace {
    /// - Throws: ``ApusError`` with `.notFound` when nothing is there, `.corrupted` when it is of another kind.
    static func check(_ place: FilePath, isFolder: Bool) throws(ApusError) {
        guard let type = try? place.stat().type else {  // whatever stat says: nothing usable is there
            throw ApusError(.notFound, "there is nothing at '\(place)'")
        }
        if (type == .directory) != isFolder {
            throw ApusError(.corrupted, "'\(place)' is \(isFolder ? "no folder" : "a folder")")
        }
    }
}
