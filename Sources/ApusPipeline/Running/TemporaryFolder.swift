import ApusModel
import FoundationEssentials
import Synchronization
import SystemPackage

/// A folder that is made when it is first asked for, and goes with this object.
final class TemporaryFolder: Sendable {
    private let made = Mutex<FilePath?>(nil)
    private let parent: FilePath?

    /// - Parameter parent: where it lies: beside a step's outputs, so that they are moved and not copied.
    init(in parent: FilePath? = nil) { self.parent = parent }

    deinit {
        // What cannot be removed stays: it is in a folder for temporary files.
        if let path = made.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path.string) }
    }

    func path() throws(ApusError) -> FilePath {
        try made.withLock { made throws(ApusError) in
            if let made { return made }
            let place = parent ?? FilePath(FileManager.default.temporaryDirectory.path)
            let path = place.appending("apus-step-\(UUID().uuidString.prefix(8))")
            do {
                try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
            } catch {
                throw ApusError(
                    .unavailable, "the folder '\(path)' cannot be made", hint: "set TMPDIR to a folder with room",
                    cause: error)
            }
            made = path
            return path
        }
    }

    func holds(_ path: FilePath) -> Bool { made.withLock { $0.map(path.starts(with:)) ?? false } }
}
